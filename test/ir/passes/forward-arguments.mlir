// RUN: %aslc-opt %s --pass-pipeline='builtin.module(flow.machine(forward-arguments))' | FileCheck %s

// Every way hands over the machine's input: the argument is the input, and only what differs is still handed over.
// CHECK-LABEL: flow.machine @passed_on
// CHECK:       ^bb0(%[[INPUT:.*]]: !json.value):
// CHECK:         cf.br ^[[NEXT:bb[0-9]+]](%{{.*}} : !json.value)
// CHECK:         cf.br ^[[NEXT]](%{{.*}} : !json.value)
// CHECK:       ^[[NEXT]](%[[LANE:.*]]: !json.value):
// CHECK:         json.fields %[[INPUT]] ["id"]
// CHECK:         flow.succeed %[[LANE]]
flow.machine @passed_on {
^bb0(%input: !json.value):
  %a = json.constant "a"
  %b = json.constant "b"
  %0 = json.call "truthy"(%input) : (!json.value) -> i1
  cf.cond_br %0, ^left, ^right
^left:
  cf.br ^next(%input, %a : !json.value, !json.value)
^right:
  cf.br ^next(%input, %b : !json.value, !json.value)
^next(%in: !json.value, %lane: !json.value):
  %1 = json.fields %in ["id"]
  flow.exit "S", %1
  flow.succeed %lane
}

// Round a loop of two states, each of which hands its input to the other.
// CHECK-LABEL: flow.machine @loop
// CHECK:       ^bb0(%[[INPUT:.*]]: !json.value):
// CHECK-NEXT:    cf.br ^[[A:bb[0-9]+]]{{$}}
// CHECK:       ^[[A]]:
// CHECK:         cf.br ^[[B:bb[0-9]+]]{{$}}
// CHECK:       ^[[B]]:
// CHECK:         json.call "truthy"(%[[INPUT]])
// CHECK:         flow.succeed %[[INPUT]]
flow.machine @loop {
^bb0(%input: !json.value):
  cf.br ^a(%input : !json.value)
^a(%x: !json.value):
  flow.enter "A" Pass
  cf.br ^b(%x : !json.value)
^b(%y: !json.value):
  flow.enter "B" Choice
  %0 = json.call "truthy"(%y) : (!json.value) -> i1
  cf.cond_br %0, ^a(%y : !json.value), ^end
^end:
  flow.succeed %y
}

// The second time round the value is another: it stays an argument, and what only passes it on is that argument.
// CHECK-LABEL: flow.machine @changes
// CHECK:         cf.br ^[[A:bb[0-9]+]](%{{.*}} : !json.value)
// CHECK:       ^[[A]](%[[X:.*]]: !json.value):
// CHECK:         cf.br ^[[B:bb[0-9]+]]{{$}}
// CHECK:       ^[[B]]:
// CHECK:         %[[NEXT:.*]] = json.array(%[[X]])
// CHECK:         cf.cond_br %{{.*}}, ^[[A]](%[[NEXT]] : !json.value)
flow.machine @changes {
^bb0(%input: !json.value):
  cf.br ^a(%input : !json.value)
^a(%x: !json.value):
  cf.br ^b(%x : !json.value)
^b(%y: !json.value):
  %1 = json.array(%y)
  %0 = json.call "truthy"(%y) : (!json.value) -> i1
  cf.cond_br %0, ^a(%1 : !json.value), ^end
^end:
  flow.succeed %y
}

// What a task gives comes by no branch.
// CHECK-LABEL: flow.machine @result
// CHECK:       ^bb1(%[[RESULT:.*]]: !json.value):
// CHECK:         flow.succeed %[[RESULT]]
flow.machine @result {
^bb0(%input: !json.value):
  flow.task %input "arn" of "T", ^done
^done(%result: !json.value):
  flow.succeed %result
}
