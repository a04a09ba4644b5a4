// The path form. Expected forms are what jsonata 2.2.2 makes of the same texts (jsonata(text).ast()).
#include "Support.h"

#include "gtest/gtest.h"

using namespace aslc::jsonata;
using namespace aslc::jsonata::test;

struct Form {
  const char *text;
  const char *form;
};

static void expectForms(llvm::ArrayRef<Form> forms) {
  for (const Form &each : forms)
    EXPECT_EQ(pathsOf(each.text), each.form) << each.text;
}

TEST(Paths, AreFlat) {
  expectForms({
      {"a", "path\n  name \"a\"\n"},
      {"$x", "variable \"x\"\n"},
      {"a.b.c", "path\n  name \"a\"\n  name \"b\"\n  name \"c\"\n"},
      {"a.(b).c", "path\n  name \"a\"\n  block\n    path\n      name \"b\"\n  name \"c\"\n"},
      {"a.\"b\"", "path\n  name \"a\"\n  name \"b\"\n"},
      {"\"a\"", "string \"a\"\n"},
      {"-5", "number -5\n"},
      {"-(5)", "negate\n  block\n    number 5\n"},
  });
}

TEST(Paths, PutPredicatesOnStepsOrValues) {
  expectForms({
      {"a[0]", "path\n  name \"a\"\n    stage filter\n      number 0\n"},
      {"$x[0]", "variable \"x\"\n  predicate\n    number 0\n"},
      {"$x[0].a", "path\n  variable \"x\"\n    predicate\n      number 0\n  name \"a\"\n"},
      {"b.$x[0]", "path\n  name \"b\"\n  variable \"x\"\n    stage filter\n      number 0\n"},
      {"(a)[0]", "block\n  path\n    name \"a\"\n  predicate\n    number 0\n"},
      {"$x[0]#$i[1]", "path\n  variable \"x\" tuple\n    stage filter\n      number 0\n    stage index \"i\"\n"
                      "    stage filter\n      number 1\n"},
  });
}

TEST(Paths, LiftKeepArray) {
  expectForms({
      {"a[]", "path keep-array keep-sequence\n  name \"a\" keep-array\n"},
      {"a.b[][0].c",
       "path keep-array\n  name \"a\"\n  name \"b\" keep-array\n    stage filter\n      number 0\n  name \"c\"\n"},
      {"a[0][]", "path keep-array keep-sequence\n  name \"a\" keep-array\n    stage filter\n      number 0\n"},
      {"a^(b)[]", "path keep-sequence\n  name \"a\"\n  sort\n    ascending\n      path\n        name \"b\"\n"},
      {"$f()[] ~> $g", "variable \"f\"\n  call keep-array\n  chain keep-array\n    variable \"g\"\n"},
      {"a.b#$i[]", "path\n  name \"a\"\n  name \"b\" #\"i\" tuple\n"}, // lost, in the reference too
      {"a@$v[].b", "path keep-array keep-sequence\n  name \"a\" @\"v\" tuple keep-array\n  name \"b\"\n"},
  });
}

TEST(Paths, MarkArrayConstructorsThatAreSteps) {
  expectForms({
      {"[a].b", "path\n  array cons\n    path\n      name \"a\"\n  name \"b\"\n"},
      {"a.[b]", "path\n  name \"a\"\n  array cons\n    path\n      name \"b\"\n"},
      {"[[1]]", "array\n  array\n    number 1\n"},
      {"([1].a).b",
       "path\n  block cons\n    path\n      array cons\n        number 1\n      name \"a\"\n  name \"b\"\n"},
  });
}

TEST(Paths, GroupSortAndBind) {
  expectForms({
      {"a{b: c}.d", "path\n  name \"a\"\n  name \"d\"\n  group\n    pair\n      path\n        name \"b\"\n"
                    "      path\n        name \"c\"\n"},
      {"$x{b: 1}", "variable \"x\"\n  group\n    pair\n      path\n        name \"b\"\n      number 1\n"},
      {"$x^(>b)", "path\n  variable \"x\"\n  sort\n    descending\n      path\n        name \"b\"\n"},
      {"a@$v.b#$i", "path\n  name \"a\" @\"v\" tuple\n  name \"b\" #\"i\" tuple\n"},
  });
}

TEST(Paths, ResolveParents) {
  expectForms({
      {"a.b.%.c", "path\n  name \"a\"\n  name \"b\" binds !0 tuple\n  parent !0\n  name \"c\"\n"},
      {"a.b.%.%", "path\n  name \"a\" binds !1 tuple\n  name \"b\" binds !0 tuple\n  parent !0\n  parent !1\n"},
      {"a.b[%.c = %.d]", "path\n  name \"a\"\n  name \"b\" binds !0 tuple\n    stage filter\n      path\n"
                         "        parent !0\n        name \"c\"\n        equal\n          path\n"
                         "            parent !0\n            name \"d\"\n"},
      {"a.(b.c).{\"x\": %}", "path\n  name \"a\"\n  block tuple\n    path tuple\n      name \"b\"\n"
                             "      name \"c\" binds !0 tuple\n  object\n    pair\n      string \"x\"\n"
                             "      parent !0\n"},
      {"a.b{%.c: 1}", "path\n  name \"a\"\n  name \"b\"\n  group\n    pair\n      path\n        parent !0\n"
                      "        name \"c\"\n      number 1\n"}, // no step binds it
  });
}

TEST(Paths, CallsInLambdas) {
  expectForms({
      {"function($n){$n ? $f() : (1; $g($h()))}",
       "lambda $n\n  variable \"n\"\n    condition\n      variable \"f\"\n        call\n      block\n"
       "        number 1\n        variable \"g\"\n          call\n            variable \"h\"\n              "
       "call\n"},
      {"function(){$f()[0]}", "lambda\n  variable \"f\"\n    call\n      predicate\n        number 0\n"},
      {"function(){($f())[0]}", "lambda\n  block\n    variable \"f\"\n      call\n    predicate\n      number 0\n"},
      {"function(){$f(?)}", "lambda\n  variable \"f\"\n    call\n      placeholder\n"},
      {"function(){$f() ?? $g()}",
       "lambda\n  variable \"f\"\n    call\n    coalesce\n      variable \"g\"\n        call\n"},
  });
}

struct PathFault {
  const char *text;
  const char *fault;
};

TEST(Paths, TellFaults) {
  const PathFault faults[] = {
      {"a.5", "S0213 2-3 The literal value 5 cannot be used as a step within a path expression"},
      {"a.null", "S0213 2-6 The literal value null cannot be used as a step within a path expression"},
      {"$x{a: b}[0]", "S0209 8-9 A predicate cannot follow a grouping expression in a step"},
      {"a{b: c}{d: e}", "S0210 7-8 Each step can only have one grouping expression"},
      {"a[0]@$v", "S0215 4-5 A context variable binding must precede any predicates on a step"},
      {"a^(b)@$v", "S0216 5-6 A context variable binding must precede the 'order-by' clause on a step"},
      {"1 + %", "S0217 4-5 The object representing the 'parent' cannot be derived from this expression"},
      {"a.%.%", "S0217 4-5 The object representing the 'parent' cannot be derived from this expression"},
      {"$x.%", "S0217 0-2 The object representing the 'parent' cannot be derived from this expression"},
      {"(a.b)[%.c]", "S0217 6-7 The object representing the 'parent' cannot be derived from this expression"},
  };
  for (const PathFault &each : faults)
    EXPECT_EQ(faultOf(each.text), each.fault) << each.text;
}

TEST(Paths, RefuseParentsThatTakeTooLongToResolve) {
  std::string text = "a";
  for (unsigned i = 0; i < 8'000; ++i)
    text += ".a";
  for (unsigned i = 0; i < 8'000; ++i)
    text += ".%";
  EXPECT_EQ(codeOf(text), "U1001");
}
