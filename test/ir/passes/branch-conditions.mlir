// RUN: %aslc-opt %s --pass-pipeline='builtin.module(flow.machine(branch-conditions,canonicalize))' | FileCheck %s

// $a and $b: the second part is asked behind the first one, and no value is made of either.
// CHECK-LABEL: flow.machine @both
// CHECK:         %[[A:.*]] = json.call "truthy"
// CHECK-NEXT:    cf.cond_br %[[A]], ^[[SECOND:bb[0-9]+]], ^[[NO:bb[0-9]+]]
// CHECK:       ^[[SECOND]]:
// CHECK:         %[[B:.*]] = json.call "truthy"
// CHECK-NEXT:    cf.cond_br %[[B]], ^[[YES:bb[0-9]+]], ^[[NO]]
// CHECK-NOT:     scf.if
// CHECK-NOT:     flow.condition
flow.machine @both {
^bb0(%input: !json.value):
  %false = json.constant #json.boolean<false>
  %0 = json.member %input "a"
  %1 = json.call "truthy"(%0) : (!json.value) -> i1
  %2 = scf.if %1 -> (!json.value) {
    %3 = json.member %input "b"
    %4 = json.call "truthy"(%3) : (!json.value) -> i1
    %5 = json.boolean %4
    scf.yield %5 : !json.value
  } else {
    scf.yield %false : !json.value
  }
  %6 = flow.condition %2 <"$a and $b", "Choices[0]/Condition", "Route">
  cf.cond_br %6, ^yes, ^no
^yes:
  flow.enter "Yes" Pass
  flow.succeed %input
^no:
  flow.enter "No" Pass
  flow.succeed %input
}

// $a ? $b : $c, the value of which need not be a boolean: each side is checked by itself.
// CHECK-LABEL: flow.machine @either
// CHECK:         cf.cond_br %{{.*}}, ^[[B:bb[0-9]+]], ^[[C:bb[0-9]+]]
// CHECK-DAG:     flow.condition
// CHECK-DAG:     flow.condition
flow.machine @either {
^bb0(%input: !json.value):
  %0 = json.member %input "a"
  %1 = json.call "truthy"(%0) : (!json.value) -> i1
  %2 = scf.if %1 -> (!json.value) {
    %3 = json.member %input "b"
    scf.yield %3 : !json.value
  } else {
    %3 = json.member %input "c"
    scf.yield %3 : !json.value
  }
  %4 = flow.condition %2 <"$a ? $b : $c", "Choices[0]/Condition", "Route">
  cf.cond_br %4, ^yes, ^no
^yes:
  flow.enter "Yes" Pass
  flow.succeed %input
^no:
  flow.enter "No" Pass
  flow.succeed %input
}

// Left alone: a condition whose value is used once more.
// CHECK-LABEL: flow.machine @used
// CHECK:         scf.if
flow.machine @used {
^bb0(%input: !json.value):
  %0 = json.call "truthy"(%input) : (!json.value) -> i1
  %1 = scf.if %0 -> (!json.value) {
    %2 = json.member %input "b"
    scf.yield %2 : !json.value
  } else {
    %2 = json.member %input "c"
    scf.yield %2 : !json.value
  }
  %3 = flow.condition %1 <"x", "Choices[0]/Condition", "Route">
  cf.cond_br %3, ^yes, ^no
^yes:
  flow.succeed %1
^no:
  flow.succeed %input
}
