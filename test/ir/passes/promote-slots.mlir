// Variables become SSA values.
// RUN: %aslc-opt %s --pass-pipeline='builtin.module(flow.machine(promote-slots))' | FileCheck %s

// CHECK-LABEL: flow.machine @last_assignment
// CHECK-NOT:     flow.slot
// CHECK:         %[[ONE:.*]] = json.constant 1.000000e+00 : f64
// CHECK:         flow.succeed %[[ONE]]
flow.machine @last_assignment {
^bb0(%input: !json.value):
  %slot = flow.slot "x"
  flow.set %slot, %input
  %one = json.constant 1.0 : f64
  flow.set %slot, %one
  %x = flow.get %slot
  flow.succeed %x
}

// Also over a suspension.
// CHECK-LABEL: flow.machine @over_a_wait
// CHECK-NEXT:  ^bb0(%[[INPUT:.*]]: !json.value):
// CHECK-NOT:     flow.slot
// CHECK:         flow.succeed %[[INPUT]]
flow.machine @over_a_wait {
^bb0(%input: !json.value):
  %slot = flow.slot "x"
  flow.set %slot, %input
  "flow.wait"(%input)[^next] : (!json.value) -> ()
^next:
  %x = flow.get %slot
  flow.succeed %x
}

// What no path assigned is undefined.
// CHECK-LABEL: flow.machine @assigned_on_one_path
// CHECK:         %[[UNDEFINED:.*]] = json.undefined
// CHECK:         cf.cond_br %{{.*}}, ^{{bb[0-9]+}}, ^[[JOIN:bb[0-9]+]](%[[UNDEFINED]] : !json.value)
// CHECK:         cf.br ^[[JOIN]](%arg0 : !json.value)
// CHECK:       ^[[JOIN]](%[[X:.*]]: !json.value):
// CHECK:         flow.succeed %[[X]]
flow.machine @assigned_on_one_path {
^bb0(%input: !json.value):
  %slot = flow.slot "x"
  %c = jsonata.truthy %input
  cf.cond_br %c, ^set, ^join
^set:
  flow.set %slot, %input
  cf.br ^join
^join:
  %x = flow.get %slot
  flow.succeed %x
}

// A variable that is handed round a loop without a change needs no argument, nor does its copy to itself.
// CHECK-LABEL: flow.machine @unchanged_in_a_loop
// CHECK:       ^{{bb[0-9]+}}(%[[INPUT:.*]]: !json.value):
// CHECK:         cf.br ^[[HEAD:bb[0-9]+]]{{$}}
// CHECK:       ^[[HEAD]]:
// CHECK-NOT:     flow.get
// CHECK:         flow.succeed %[[INPUT]]
flow.machine @unchanged_in_a_loop {
^bb0(%input: !json.value):
  %slot = flow.slot "x"
  flow.set %slot, %input
  cf.br ^head
^head:
  %c = jsonata.truthy %input
  cf.cond_br %c, ^again, ^done
^again:
  %same = flow.get %slot
  flow.set %slot, %same
  cf.br ^head
^done:
  %x = flow.get %slot
  flow.succeed %x
}

// A counter is an argument of the loop; both edges of one branch bring what they bring.
// CHECK-LABEL: flow.machine @counted
// CHECK:         cf.br ^[[HEAD:bb[0-9]+]](%[[INPUT:.*]] : !json.value)
// CHECK:       ^[[HEAD]](%[[I:.*]]: !json.value):
// CHECK:         %[[NEXT:.*]] = json.call "add"(%[[I]], %[[I]])
// CHECK:         cf.cond_br %{{.*}}, ^[[HEAD]](%[[NEXT]] : !json.value), ^[[DONE:bb[0-9]+]]
// CHECK:       ^[[DONE]]:
// CHECK:         flow.succeed %[[NEXT]]
flow.machine @counted {
^bb0(%input: !json.value):
  %slot = flow.slot "i"
  flow.set %slot, %input
  cf.br ^head
^head:
  %i = flow.get %slot
  %next = json.call "add"(%i, %i) [1 : i32] : (!json.value, !json.value) -> !json.value
  flow.set %slot, %next
  %c = jsonata.truthy %input
  cf.cond_br %c, ^head, ^done
^done:
  %x = flow.get %slot
  flow.succeed %x
}
