// RUN: %aslc-opt %s --inline-lambdas | FileCheck %s

// A function that is written in sight is inlined where it is called; the end of its body is not the end of what is around.
// CHECK-LABEL: func.func @inlined_call(
// CHECK-SAME:    %{{.*}}, %[[A:[a-z0-9]+]]: !json.value, %[[G:[a-z0-9]+]]: !json.value)
// CHECK-NOT:     jsonata.lambda
// CHECK:         %[[X:.*]] = jsonata.binary multiply %[[A]], %[[A]] at 3
// CHECK:         %[[Y:.*]] = jsonata.apply %[[G]](%[[X]]) context %[[A]] at 4
// CHECK:         return %[[Y]]
func.func @inlined_call(%ctx: !json.context, %a: !json.value, %g: !json.value) -> !json.value {
  %f = jsonata.lambda context %a {
  ^bb0(%self: !json.value, %x: !json.value):
    %0 = jsonata.binary multiply %x, %x at 3
    %1 = jsonata.apply tail %g(%0) context %a at 4
    jsonata.yield %1
  }
  %0 = jsonata.apply %f(%a) context %a at 7
  return %0 : !json.value
}

// Not if it recurses, checks its arguments, or counts how deep it is.
// CHECK-LABEL: func.func @not_inlined(
// CHECK:         jsonata.lambda
// CHECK:         jsonata.apply %{{.*}} at 7
// CHECK:         jsonata.lambda
// CHECK:         jsonata.apply %{{.*}} at 7
func.func @not_inlined(%ctx: !json.context, %a: !json.value) -> !json.value {
  %f = jsonata.lambda context %a {
  ^bb0(%self: !json.value, %x: !json.value):
    %0 = jsonata.apply %self(%x) context %a at 4
    jsonata.yield %0
  }
  %0 = jsonata.apply %f(%a) context %a at 7
  %g = jsonata.lambda signature "<n:n>" context %a {
  ^bb0(%self: !json.value, %x: !json.value):
    jsonata.yield %x
  }
  %1 = jsonata.apply %g(%0) context %a at 7
  return %1 : !json.value
}

// Applied to itself: some rounds, and then it is called.
// CHECK-LABEL: func.func @self_application(
// CHECK:         jsonata.apply
func.func @self_application(%ctx: !json.context, %a: !json.value) -> !json.value {
  %f = jsonata.lambda context %a {
  ^bb0(%self: !json.value, %x: !json.value):
    %0 = jsonata.apply %x(%x) context %a at 4
    jsonata.yield %0
  }
  %0 = jsonata.apply %f(%f) context %a at 7
  return %0 : !json.value
}
