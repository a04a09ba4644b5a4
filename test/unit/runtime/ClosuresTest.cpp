#include "Support.h"

namespace aslrt {

// Signatures belong to the builtins; here it is enough to see that they are asked. This one accepts a single string.
std::span<const Value> validateArguments(Context *c, uint32_t position, std::string_view, std::string_view signature, Value,
                                         std::span<const Value> arguments) {
  EXPECT_EQ(signature, "<s>");
  if (arguments.size() != 1 || !arguments[0].is(Tag::String))
    raise(c, ErrorCode::T0410, position, {.index = 1});
  return arguments;
}

namespace {

/// λ($a, $b){ [$a, $b, captured...] }
Value list(Context *c, const Closure *self, const Value *args, uint32_t count) {
  SequenceBuilder builder{};
  for (uint32_t i = 0; i < 2; ++i)
    push(c, builder, i < count && !args[i].is(Tag::Undefined) ? args[i] : nullValue());
  for (uint32_t i = 0; i < self->captureCount; ++i)
    push(c, builder, self->captures[i]);
  return arrayAt(builder.items, builder.count);
}

Value recurse(Context *c, const Closure *self, const Value *, uint32_t) {
  return call(c, 9, aslrt_self(const_cast<Closure *>(self)), {});
}

class ClosuresTest : public RuntimeTest {
protected:
  Value make(Code code, uint32_t arity, const char *signature = nullptr) {
    return aslrt_closure(c, reinterpret_cast<void *>(code), arity, 0, const_cast<char *>(signature));
  }
  std::string apply(Value function, std::vector<Value> args) {
    return text(aslrt_apply(c, 0, function, undefined(), args.data(), uint32_t(args.size()), nullptr));
  }
};

TEST_F(ClosuresTest, CallsWithArgumentsAndCaptures) {
  Value function = aslrt_closure(c, reinterpret_cast<void *>(list), 2, 1, nullptr);
  aslrt_closure_capture(function, 0, number(7));
  EXPECT_EQ(apply(function, {number(1)}), "[1,null,7]");
  EXPECT_EQ(apply(function, {number(1), number(2), number(3)}), "[1,2,7]");
}

TEST_F(ClosuresTest, OnlyFunctionsCanBeCalled) {
  EXPECT_EQ(errorOf([&] { apply(number(5), {}); }), "T1006: Attempted to invoke a non-function");
  EXPECT_EQ(errorOf([&] { apply(undefined(), {}); }), "T1006: Attempted to invoke a non-function");
}

TEST_F(ClosuresTest, ApplyAsksTheSignature) {
  Value function = make(list, 1, "<s>");
  EXPECT_EQ(apply(function, {string("x")}), "[\"x\",null]");
  EXPECT_EQ(errorOf([&] { apply(function, {number(1)}); }).substr(0, 5), "T0410");
}

TEST_F(ClosuresTest, PartialApplication) {
  auto partial = [&](std::vector<Value> args) {
    return aslrt_partial(c, 0, make(list, 2), args.data(), uint32_t(args.size()));
  };
  Value open = aslrt_placeholder();
  Value second = partial({open, number(1)});
  EXPECT_EQ(second.pointer<Closure>()->arity, 1u);
  EXPECT_EQ(apply(second, {number(5)}), "[5,1]");
  EXPECT_EQ(apply(partial({number(10), open}), {number(5)}), "[10,5]");
  EXPECT_EQ(apply(partial({open, open}), {number(1), number(2)}), "[1,2]");
  EXPECT_EQ(apply(partial({open}), {number(1), number(2)}), "[1,null]") << "an argument left out is undefined";
  EXPECT_EQ(apply(partial({open, number(2), open}), {number(1), number(3)}), "[1,2]");
  EXPECT_EQ(apply(second, {}), "[null,1]");
  EXPECT_EQ(errorOf([&] { aslrt_partial(c, 0, number(5), &open, 1); }), "T1008: Attempted to partially apply a non-function");
}

TEST_F(ClosuresTest, Chain) {
  Value function = make(list, 2);
  EXPECT_EQ(text(aslrt_chain(c, 0, number(1), function, undefined())), "[1,null]");
  Value composed = aslrt_chain(c, 0, function, function, undefined());
  EXPECT_EQ(composed.pointer<Closure>()->arity, 1u);
  EXPECT_EQ(apply(composed, {number(1)}), "[[1,null],null]");
  EXPECT_EQ(errorOf([&] { aslrt_chain(c, 0, number(1), number(5), undefined()); }),
            "T2006: The right side of the function application operator ~> must be a function");
}

TEST_F(ClosuresTest, DepthIsLimitedAndRestored) {
  context.limits.depth = 50;
  std::string error = errorOf([&] { apply(make(recurse, 0), {}); });
  EXPECT_TRUE(error.starts_with("U1001: Stack overflow error")) << error;
  EXPECT_TRUE(error.ends_with("Depth=51 max=50")) << error;
  EXPECT_EQ(context.depth, 0u);
}

} // namespace
} // namespace aslrt
