// RUN: %aslc-opt %s | %aslc-opt | FileCheck %s
// RUN: %aslc-opt %s --mlir-print-op-generic | %aslc-opt | FileCheck %s

// CHECK-LABEL: flow.machine @waits
flow.machine @waits {
^bb0(%input: !json.value):
  // CHECK: flow.wait %{{.*}} of <"$n", "Seconds", "Sleep">, ^
  "flow.wait"(%input)[^until] <{expression = #flow.expression<"$n", "Seconds", "Sleep">}> : (!json.value) -> ()
^until:
  // CHECK: flow.wait until %{{.*}}, ^
  "flow.wait"(%input)[^end] <{until}> : (!json.value) -> ()
^end:
  flow.succeed %input
}

// CHECK-LABEL: @requests
func.func @requests(%ctx: !json.context, %a: !json.value) {
  // CHECK: flow.request_wait until %
  "flow.request_wait"(%a) <{until}> : (!json.value) -> ()
  // CHECK: flow.request_wait %{{.*}} of <"$n", "Seconds", "Sleep">
  "flow.request_wait"(%a) <{expression = #flow.expression<"$n", "Seconds", "Sleep">}> : (!json.value) -> ()
  return
}

// CHECK-LABEL: @empty_array
func.func @empty_array() -> !json.value {
  // CHECK: json.array
  %0 = "json.array"() : () -> !json.value
  // CHECK: json.undefined
  %1 = json.undefined
  return %0 : !json.value
}
