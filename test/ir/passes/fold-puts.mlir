// RUN: %aslc-opt %s --pass-pipeline='builtin.module(flow.machine(fold-puts))' | FileCheck %s

// Two states put something into what one before them made: each makes its own. A member that is there keeps its place.
// CHECK-LABEL: flow.machine @ways
// CHECK:       ^bb0(%[[INPUT:.*]]: !json.value):
// CHECK:         %[[A:.*]] = json.constant "a"
// CHECK-NOT:     json.object
// CHECK:         cf.cond_br
// CHECK:         json.object ["id", "total", "class"](%[[A]], %[[INPUT]], %[[A]])
// CHECK:         json.object ["id", "total"](%[[A]], %[[A]])
// CHECK-NOT:     flow.put
flow.machine @ways {
^bb0(%input: !json.value):
  %a = json.constant "a"
  %0 = json.object ["id", "total"](%a, %input)
  %1 = json.call "truthy"(%input) : (!json.value) -> i1
  cf.cond_br %1, ^x, ^y
^x:
  %2 = flow.put %a into %0 "[\22class\22]" <"$.class", "ResultPath", "X">
  flow.succeed %2
^y:
  %3 = flow.put %a into %0 "[\22total\22]" <"$.total", "ResultPath", "Y">
  flow.succeed %3
}

// Left alone: an object with another use, two steps, a name like an index, what may be undefined.
// CHECK-LABEL: flow.machine @left
// CHECK-COUNT-4: flow.put
flow.machine @left {
^bb0(%input: !json.value):
  %a = json.constant "a"
  %m = json.member %input "m"
  %0 = json.object ["id"](%a)
  %1 = flow.put %a into %0 "[\22class\22]" <"$.class", "ResultPath", "A">
  %2 = json.object ["id"](%a)
  %3 = flow.put %a into %2 "[\22b\22,\22c\22]" <"$.b.c", "ResultPath", "A">
  %4 = json.object ["id"](%a)
  %5 = flow.put %a into %4 "[\221\22]" <"$.1", "ResultPath", "A">
  %6 = json.object ["id"](%a)
  %7 = flow.put %m into %6 "[\22m\22]" <"$.m", "ResultPath", "A">
  %8 = json.array(%0, %1, %3, %5, %7)
  flow.succeed %8
}
