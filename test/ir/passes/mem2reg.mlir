// Variables become SSA values by MLIR's own pass.
// RUN: %aslc-opt %s --pass-pipeline='builtin.module(flow.machine(mem2reg))' | FileCheck %s

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
