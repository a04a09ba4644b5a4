// Transforms, their parts written as functions. Expected values: the jsonata package 2.2.2, for the expression named beside.
#include "Calls.h"

#include "runtime/abi/EntryPoints.h"
#include "runtime/json/Json.h"

#include <gtest/gtest.h>

#include <functional>

using namespace aslrt;

namespace {

class Transforms : public testing::Test {
protected:
  using Part = std::function<Value(Context *, Value context)>;

  /// A function of one argument. The Part must outlive it.
  Value function(const Part &part) {
    Code code = [](Context *c, const Closure *self, const Value *args, uint32_t count) {
      auto *part = reinterpret_cast<const Part *>(self->captures[0].payload);
      return (*part)(c, count ? args[0] : undefinedValue());
    };
    Value function = aslrt_closure(execution, reinterpret_cast<void *>(code), 1, 1, nullptr);
    aslrt_closure_capture(function, 0, {makeHead(Tag::Null), reinterpret_cast<uint64_t>(&part)});
    return function;
  }
  Value json(std::string_view text) { return itemsOf(execution.value(text))[0]; }
  static std::string textOf(Value v) {
    std::string text;
    if (v.is(Tag::Undefined))
      return "undefined";
    writeJson(text, v);
    return text;
  }
  template <typename Action> static std::string resultOf(Action action) {
    try {
      return textOf(action());
    } catch (const Error &error) {
      return std::string(codeName(error.code)) + " at " + std::to_string(error.position) + ": " + error.message;
    } catch (const LimitExceeded &limit) {
      return limit.message;
    }
  }

  std::string transform(Value input, const Part &pattern, const Part &update, const Part &deletion = {}) {
    Value none = undefinedValue();
    return resultOf([&] {
      Value made = aslrt_transform(execution, clone ? function(clone) : none, function(pattern), function(update),
                                   deletion ? function(deletion) : none, 1, 2, 3);
      return call(execution, 0, made, {&input, 1});
    });
  }
  std::string transform(std::string_view input, const Part &pattern, const Part &update, const Part &deletion = {}) {
    return transform(json(input), pattern, update, deletion);
  }

  Part gives(std::string_view text) {
    Value value = json(text);
    return [value](Context *, Value) { return value; };
  }
  static Value field(Value object, std::string_view path) {
    while (!path.empty()) {
      size_t dot = path.find('.');
      object = lookup(object, path.substr(0, dot));
      path = dot == path.npos ? std::string_view() : path.substr(dot + 1);
    }
    return object;
  }
  /// What stands at these paths; one is itself.
  static Part at(std::vector<std::string> paths) {
    return [paths](Context *c, Value context) {
      std::vector<Value> found;
      for (const std::string &path : paths)
        found.push_back(field(context, path));
      return found.size() == 1 ? found[0] : makeArray(c, found);
    };
  }
  /// {key: what stands at the path}
  static Part object(std::string key, std::string path) {
    return [=](Context *c, Value context) {
      Member member{makeString(c, key), field(context, path)};
      return member.value.is(Tag::Undefined) ? makeObject(c, {}) : makeObject(c, {&member, 1});
    };
  }

  test::Execution execution;
  Part clone;
};

TEST_F(Transforms, ChangeACopy) {
  Value input = json(R"({"a":{"b":1},"c":[{"d":2}]})");
  EXPECT_EQ(transform(input, at({"a"}), gives(R"({"b":2,"x":3})"), gives(R"("b")")), R"({"a":{"x":3},"c":[{"d":2}]})");
  EXPECT_EQ(textOf(input), R"({"a":{"b":1},"c":[{"d":2}]})");
  EXPECT_EQ(transform(input, at({"nothing"}), gives("{}")), textOf(input));
  EXPECT_EQ(transform(input, at({"a"}), gives("@undefined")), textOf(input));
}

TEST_F(Transforms, OfAnEmptyObject) {
  EXPECT_EQ(transform(R"({"a":{},"b":{}})", at({"b", "a"}), gives(R"({"x":1})")), R"({"a":{"x":1},"b":{"x":1}})");
  EXPECT_EQ(transform("{}", at({""}), gives(R"({"x":1})")), R"({"x":1})");
}

// |[a, a.b, a.b]|{"n": n + 1}|
TEST_F(Transforms, MatchesWithinMatchesAndTwice) {
  Part count = [](Context *c, Value context) {
    Member member{makeString(c, "n"), numberValue(numberOf(lookup(context, "n")) + 1)};
    return makeObject(c, {&member, 1});
  };
  EXPECT_EQ(transform(R"({"a":{"n":1,"b":{"n":5}}})", at({"a", "a.b", "a.b", "a"}), count), R"({"a":{"n":3,"b":{"n":7}}})");
}

// |[a.b, a]|{"m": b.x} of an update that sees the one before: a.b has x by then
TEST_F(Transforms, UpdatesSeeThoseBefore) {
  Part update = [](Context *c, Value context) {
    Value inner = field(context, "b.x");
    Member member{makeString(c, inner.is(Tag::Undefined) ? "x" : "m"), inner.is(Tag::Undefined) ? numberValue(9) : inner};
    return makeObject(c, {&member, 1});
  };
  EXPECT_EQ(transform(R"({"a":{"b":{}}})", at({"a.b", "a"}), update), R"({"a":{"b":{"x":9},"m":9}})");
}

// |[a, a.b]|{"copy": b}|: what the first update put beside `b` is `b`, and changes with it
TEST_F(Transforms, PartsThatUpdatesPlaceElsewhereStayTheSame) {
  Part update = [](Context *c, Value context) {
    Value inner = lookup(context, "b");
    Member members[] = {{makeString(c, "t"), numberValue(1)}, {makeString(c, "copy"), inner}};
    return makeObject(c, {members, inner.is(Tag::Undefined) ? size_t(1) : size_t(2)});
  };
  EXPECT_EQ(transform(R"({"a":{"b":{"m":1}}})", at({"a", "a.b"}), update), R"({"a":{"b":{"m":1,"t":1},"t":1,"copy":{"m":1,"t":1}}})");
}

TEST_F(Transforms, AnObjectCannotBecomeAPartOfItself) {
  EXPECT_EQ(transform(R"({"a":{"b":1}})", at({"a"}), object("self", "")), "D3137 at 2: A transform cannot make an object a part of itself");
  EXPECT_EQ(transform(R"({"a":{"b":{}}})", at({"a.b"}), object("c", "c")), R"({"a":{"b":{}}})");
}

TEST_F(Transforms, ManyMembersGrowAndGo) {
  std::string text = "{";
  for (int i = 0; i < 100; ++i)
    text += (i ? ",\"k" : "\"k") + std::to_string(i) + "\":" + std::to_string(i);
  Part keysButOne = [](Context *c, Value context) {
    std::vector<Value> keys;
    for (const Member &member : membersOf(context).subspan(1))
      keys.push_back(member.key);
    return makeArray(c, keys);
  };
  EXPECT_EQ(transform(text + "}", at({"", ""}), gives(R"({"k0":"x","y":1})"), keysButOne), R"({"k0":"x"})");
}

// |{"x": a}|{"y": 1},"x"|: what the pattern makes is changed where nobody sees it
TEST_F(Transforms, WhatIsNotOfTheInputIsLeftAlone) {
  Value outside = json(R"({"b":1})");
  EXPECT_EQ(transform(R"({"a":1})", [=](Context *, Value) { return outside; }, gives(R"({"b":2})")), R"({"a":1})");
  EXPECT_EQ(textOf(outside), R"({"b":1})");
  Part keys = [](Context *, Value context) { return lookup(context, "del"); };
  EXPECT_EQ(transform(R"({"a":1})", [=](Context *, Value) { return outside; }, gives(R"({"del":5})"), keys),
            "T2012 at 3: The delete clause of the transform expression must evaluate to a string or array of strings: 5");
}

TEST_F(Transforms, Errors) {
  EXPECT_EQ(transform(R"({"a":{}})", at({"a"}), gives("5")),
            "T2011 at 2: The insert/update clause of the transform expression must evaluate to an object: 5");
  EXPECT_EQ(transform(R"({"a":{}})", at({"a"}), gives("[]")),
            "T2011 at 2: The insert/update clause of the transform expression must evaluate to an object: []");
  EXPECT_EQ(transform(R"({"a":{}})", at({"a"}), gives("{}"), gives("[1]")),
            "T2012 at 3: The delete clause of the transform expression must evaluate to a string or array of strings: [1]");
  EXPECT_EQ(transform(R"({"a":1})", at({"a"}), gives(R"({"x":1})")), "D3137 at 1: Cannot create property 'x' on a value that is no object");
  EXPECT_EQ(transform(R"({"a":1})", at({"a"}), gives("{}"), gives(R"("x")")), R"({"a":1})") << "nothing to set, and a number has no members";
  EXPECT_EQ(transform("5", at({"a"}), gives("{}")).substr(0, 5), "T0410");
  EXPECT_EQ(transform(undefinedValue(), at({"a"}), gives("{}")), "undefined");
}

TEST_F(Transforms, CloneIsWhatItIsCalled) {
  clone = gives("5");
  EXPECT_EQ(transform("{}", at({"a"}), gives("{}")),
            "T2013 at 1: The transform expression clones the input object using the $clone() function.  This has been overridden in the "
            "current scope by a non-function.");
  Part other = gives(R"({"b":1})");
  Value cloneFunction = function(other);
  clone = [=](Context *, Value) { return cloneFunction; };
  EXPECT_EQ(transform(R"({"a":1})", at({""}), gives(R"({"c":2})")), R"({"b":1,"c":2})");
}

// As JSON text has it
TEST_F(Transforms, NumbersAreRoundedFunctionsEmptied) {
  Value items[] = {numberValue(0.1 + 0.2), numberValue(-7), json("@@sum"), json(R"({"":[null,true]})")};
  EXPECT_EQ(transform(makeArray(execution, items), at({"a"}), gives("{}")), R"([0.3,-7,"",{"":[null,true]}])");
}

TEST_F(Transforms, WhatUnfoldsBeyondTheLimitIsRefused) {
  execution->arena.limit = 1 << 20;
  Value shared = json("[[1,2,3,4]]");
  for (int i = 0; i < 64; ++i) {
    Value both[] = {shared, shared};
    shared = makeArray(execution, both);
  }
  EXPECT_EQ(transform(shared, at({"a"}), gives("{}")), "Expression evaluation memory limit exceeded");
}

} // namespace
