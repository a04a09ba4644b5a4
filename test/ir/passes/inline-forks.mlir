// RUN: %aslc-opt %s --pass-pipeline='builtin.module(inline-forks)' | FileCheck %s
// RUN: %aslc-opt %s --pass-pipeline='builtin.module(inline-forks,split-suspensions)' | FileCheck %s --check-prefix=SPLIT

// A Parallel state of two branches, one of which may fail; with a value of the machine around them. The time is noted, since one of the
// machines below asks the context for it.
// CHECK-LABEL: flow.machine @m {
// CHECK-NEXT:  ^bb0(%[[IN:.*]]: !json.value):
// CHECK-NEXT:    %[[X:.*]] = json.member %[[IN]] "x"
// CHECK-NEXT:    %[[ALONE:.*]] = json.call "forks_in_line"()
// CHECK-NEXT:    cf.cond_br %[[ALONE]], ^[[HERE:bb[0-9]+]], ^[[FORK:bb[0-9]+]]
// CHECK-NEXT:  ^[[HERE]]:
// CHECK-NEXT:    json.call "note_entered"() : () -> ()
// CHECK-NEXT:    %[[TWO:.*]] = arith.constant 2 : index
// CHECK-NEXT:    %[[RECORD:.*]] = json.call "begin_fork"(%[[TWO]]) [0 : i32]
// CHECK-NEXT:    json.call "begin_branch"()
// CHECK-NEXT:    cf.br ^[[FIRST:bb[0-9]+]](%[[IN]], %[[X]] : !json.value, !json.value)
// CHECK-NEXT:  ^[[FIRST]](%[[IN0:.*]]: !json.value, %[[X0:.*]]: !json.value):
// CHECK-NEXT:    %[[TEST:.*]] = json.call "truthy"(%[[IN0]])
// CHECK-NEXT:    cf.cond_br %[[TEST]], ^[[YES:bb[0-9]+]], ^[[NO:bb[0-9]+]]
// CHECK-NEXT:  ^[[YES]]:
// CHECK-NEXT:    cf.br ^[[ENDED0:bb[0-9]+]](%[[X0]] : !json.value)
// CHECK-NEXT:  ^[[NO]]:
// CHECK-NEXT:    flow.fail
// CHECK-NEXT:  ^[[ENDED0]](%[[R0:.*]]: !json.value):
// CHECK-NEXT:    %[[ZERO:.*]] = arith.constant 0 : index
// CHECK-NEXT:    json.call "end_branch"(%[[RECORD]], %[[ZERO]], %[[R0]])
// CHECK-NEXT:    json.call "begin_branch"()
// CHECK:         json.call "end_branch"
// CHECK-NEXT:    %[[ALL:.*]] = json.call "end_fork"(%[[RECORD]]) [0 : i32]
// CHECK-NEXT:    cf.br ^[[DONE:bb[0-9]+]](%[[ALL]] : !json.value)
// CHECK-NEXT:  ^[[FORK]]:
// CHECK-NEXT:    flow.fork %[[IN]] [@m.0, @m.1](%[[X]]) of "Both", ^[[ANSWERED:bb[0-9]+]]
// CHECK-NEXT:  ^[[ANSWERED]](%[[RESULTS:.*]]: !json.value):
// CHECK-NEXT:    cf.br ^[[DONE]](%[[RESULTS]] : !json.value)
flow.machine @m {
^bb0(%in: !json.value):
  %x = json.member %in "x"
  flow.fork %in [@m.0, @m.1](%x) of "Both", ^done
^done(%all: !json.value):
  flow.succeed %all
}
flow.machine @m.0 {
^bb0(%in: !json.value, %x: !json.value):
  %test = json.call "truthy"(%in) : (!json.value) -> i1
  cf.cond_br %test, ^yes, ^no
^yes:
  flow.succeed %x
^no:
  flow.fail %in, %x
}
flow.machine @m.1 {
^bb0(%in: !json.value, %x: !json.value):
  flow.succeed %in
}

// A Map state within a Map state: two loops. By itself, the inner one is a loop already.
// CHECK-LABEL: flow.machine @nested
// CHECK:         json.call "forks_in_line"
// CHECK:         json.call "note_entered"
// CHECK-NEXT:    %[[ROWS:.*]] = json.call "count"(%[[IN:[a-z0-9]+]])
// CHECK-NEXT:    %[[OUTER:.*]] = json.call "begin_fork"(%[[ROWS]]) [1 : i32]
// CHECK:       ^[[NEXT:bb[0-9]+]](%[[I:.*]]: index):
// CHECK-NEXT:    %[[MORE:.*]] = arith.cmpi ult, %[[I]], %[[ROWS]]
// CHECK:         %[[ROW:.*]] = json.call "begin_iteration"(%[[IN]], %[[I]])
// CHECK-NOT:     flow.fork
// CHECK:         %[[INNER:.*]] = json.call "begin_fork"(%{{.*}}) [1 : i32]
// CHECK:         json.call "begin_iteration"(%{{.*}}, %[[J:[a-z0-9]+]])
// CHECK:         json.call "end_iteration"(%[[INNER]], %[[J]], %{{.*}})
// CHECK:         %[[CELLS:.*]] = json.call "end_fork"(%[[INNER]]) [1 : i32]
// CHECK:         json.call "end_iteration"(%[[OUTER]], %[[I]], %{{.*}})
// CHECK:         cf.br ^[[NEXT]](
// CHECK:         json.call "end_fork"(%[[OUTER]]) [1 : i32]
// CHECK:         flow.fork each %[[IN]] [@nested.Row]
// CHECK-LABEL: flow.machine @nested.Row
// CHECK-NOT:     json.call "forks_in_line"
// CHECK:         flow.fork each
flow.machine @nested {
^bb0(%in: !json.value):
  %none = arith.constant 0 : i64
  flow.fork each %in [@nested.Row]() of "Rows" most %none, ^done
^done(%all: !json.value):
  flow.succeed %all
}
flow.machine @nested.Row {
^bb0(%row: !json.value):
  %none = arith.constant 0 : i64
  flow.fork each %row [@nested.Cell]() of "Cells" most %none, ^done
^done(%all: !json.value):
  flow.succeed %all
}
flow.machine @nested.Cell {
^bb0(%cell: !json.value):
  %context = flow.context
  flow.succeed %context
}

// Within an attempt: what it needs has the same place in the frame when a loop in line pauses.
// SPLIT-LABEL: func.func @tried
// SPLIT:         flow.store %[[NEEDED:.*]], %{{.*}}[0]
// SPLIT:         flow.begin_attempt "Rows" {{.*}} point [[POINT:[0-9]+]] count 1
// SPLIT:         json.call "end_iteration"
// SPLIT:         json.call "pause_due"
// SPLIT:         flow.store %{{.*}}, %{{.*}}[0]
// SPLIT:         json.call "pause"
flow.machine @tried {
^bb0(%in: !json.value):
  %none = arith.constant 0 : i64
  flow.attempt "Rows" retry [] catch [["States.ALL"]], ^work, (^caught)
^work:
  flow.fork each %in [@tried.Row]() of "Rows" most %none, ^done
^done(%all: !json.value):
  flow.end_attempt
  flow.succeed %all
^caught:
  flow.succeed %in
}
flow.machine @tried.Row {
^bb0(%row: !json.value):
  flow.fork %row [@tried.Branch]() of "Branch", ^done
^done(%all: !json.value):
  flow.succeed %all
}
flow.machine @tried.Branch {
^bb0(%row: !json.value):
  flow.succeed %row
}

// Left alone: what waits, or has something inside that does; distributed Map states; observed machines.
// CHECK-LABEL: flow.machine @others
// CHECK-NOT:     forks_in_line
flow.machine @others {
^bb0(%in: !json.value):
  %none = arith.constant 0 : i64
  flow.fork each %in [@others.Nests]() of "Nests" most %none, ^second
^second(%1: !json.value):
  flow.fork each %1 [@others.Distributed]() of "Distributed" run %in, ^done
^done(%2: !json.value):
  flow.succeed %2
}
flow.machine @others.Nests {
^bb0(%in: !json.value):
  flow.fork %in [@others.Passes, @others.Waits]() of "Inner", ^done
^done(%0: !json.value):
  flow.succeed %0
}
flow.machine @others.Passes {
^bb0(%in: !json.value):
  flow.succeed %in
}
flow.machine @others.Waits {
^bb0(%in: !json.value):
  flow.wait %in, ^done
^done:
  flow.succeed %in
}
flow.machine @others.Distributed {
^bb0(%in: !json.value):
  flow.succeed %in
}
flow.machine observed @watched {
^bb0(%in: !json.value):
  flow.fork %in [@watched.0]() of "Both", ^done
^done(%all: !json.value):
  flow.succeed %all
}
flow.machine observed @watched.0 {
^bb0(%in: !json.value):
  flow.succeed %in
}
