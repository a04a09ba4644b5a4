// RUN: %aslc-opt %s --pass-pipeline='builtin.module(loop-maps)' | FileCheck %s
// RUN: %aslc-opt %s --pass-pipeline='builtin.module(loop-maps,split-suspensions)' | FileCheck %s --check-prefix=SPLIT

// Iterations that end in two ways, with a value of the machine around them.
// CHECK-LABEL: flow.machine @m {
flow.machine @m {
^bb0(%input: !json.value):
  %items = json.member %input "items"
  %x = json.member %input "x"
  %none = arith.constant 0 : i64
  flow.fork each %items [@m.Each](%x) of "Each" most %none, ^done
^done(%results: !json.value):
  flow.succeed %results
}
// CHECK-LABEL: flow.machine iterates @m.Each
// CHECK-NEXT:  ^bb0(%[[ITEMS:.*]]: !json.value, %[[X:.*]]: !json.value):
// CHECK-NEXT:    cf.br ^[[NEXT:bb[0-9]+]]
// CHECK-NEXT:  ^[[NEXT]]:
// CHECK-NEXT:    %[[MORE:.*]] = json.call "more_items"()
// CHECK-NEXT:    cf.cond_br %[[MORE]], ^[[BODY:bb[0-9]+]], ^[[END:bb[0-9]+]]
// CHECK-NEXT:  ^[[BODY]]:
// CHECK-NEXT:    %[[ITEM:.*]] = json.call "begin_item"(%[[ITEMS]])
// CHECK-NEXT:    %[[TEST:.*]] = json.call "truthy"(%[[ITEM]])
// CHECK-NEXT:    cf.cond_br %[[TEST]], ^[[YES:bb[0-9]+]], ^[[NO:bb[0-9]+]]
// CHECK-NEXT:  ^[[YES]]:
// CHECK-NEXT:    cf.br ^[[ENDED:bb[0-9]+]](%[[ITEM]] : !json.value)
// CHECK-NEXT:  ^[[NO]]:
// CHECK-NEXT:    cf.br ^[[ENDED]](%[[X]] : !json.value)
// CHECK-NEXT:  ^[[ENDED]](%[[RESULT:.*]]: !json.value):
// CHECK-NEXT:    json.call "end_item"(%[[RESULT]])
// CHECK-NEXT:    cf.br ^[[NEXT]]
// CHECK-NEXT:  ^[[END]]:
// CHECK-NEXT:    %[[UNDEFINED:.*]] = json.undefined
// CHECK-NEXT:    flow.succeed %[[UNDEFINED]]

// It pauses between iterations, with the items and the captured value.
// SPLIT-LABEL: func.func @m.Each
// SPLIT-SAME:    flow.frame_slots = 2 : i32, flow.iterates
// SPLIT:         json.call "end_item"
// SPLIT:         json.call "pause_due"
// SPLIT:         flow.store %{{.*}}, %{{.*}}[0]
// SPLIT:         flow.store %{{.*}}, %{{.*}}[1]
// SPLIT:         json.call "pause"
flow.machine @m.Each {
^bb0(%item: !json.value, %x: !json.value):
  %test = json.call "truthy"(%item) : (!json.value) -> i1
  cf.cond_br %test, ^yes, ^no
^yes:
  flow.succeed %item
^no:
  flow.succeed %x
}

// Left alone: iterations that wait, and have Maps in them; those of distributed Map states; branches; observed machines.
// CHECK-LABEL: flow.machine @others
flow.machine @others {
^bb0(%input: !json.value):
  %none = arith.constant 0 : i64
  flow.fork each %input [@others.Waits]() of "Waits" most %none, ^first
^first(%0: !json.value):
  flow.fork each %0 [@others.Nests]() of "Nests" most %none, ^second
^second(%1: !json.value):
  flow.fork each %1 [@others.Distributed]() of "Distributed" run %input, ^third
^third(%2: !json.value):
  flow.fork %2 [@others.Branch]() of "Branch", ^fourth
^fourth(%3: !json.value):
  flow.fork each %3 [@others.Observed]() of "Observed" most %none, ^done
^done(%4: !json.value):
  flow.succeed %4
}
// CHECK-NOT: iterates
flow.machine @others.Waits {
^bb0(%item: !json.value):
  flow.wait %item, ^done
^done:
  flow.succeed %item
}
flow.machine @others.Nests {
^bb0(%item: !json.value):
  %none = arith.constant 0 : i64
  flow.fork each %item [@others.Inner]() of "Inner" most %none, ^done
^done(%0: !json.value):
  flow.succeed %0
}
flow.machine @others.Distributed {
^bb0(%item: !json.value):
  flow.succeed %item
}
flow.machine @others.Branch {
^bb0(%item: !json.value):
  flow.succeed %item
}
flow.machine observed @others.Observed {
^bb0(%item: !json.value):
  flow.succeed %item
}
// But the Map inside a Map is a loop.
// CHECK-LABEL: flow.machine iterates @others.Inner
flow.machine @others.Inner {
^bb0(%item: !json.value):
  flow.succeed %item
}
