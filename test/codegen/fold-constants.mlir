// RUN: %aslc-opt %s --fold-constants | FileCheck %s

// By the runtime's own code: numbers as JavaScript prints them, strings by code points.
// CHECK-LABEL: func.func @folds(
// CHECK-DAG:     json.constant 3.600000e+03 : f64
// CHECK-DAG:     json.constant "EUR 0.3"
// CHECK-DAG:     json.constant "ll"
// CHECK-DAG:     json.constant #json.boolean<true>
// CHECK-NOT:     jsonata.
func.func @folds(%ctx: !json.context, %in: !json.value) -> (!json.value, !json.value, !json.value, !json.value) {
  %sixty = json.constant 60.0 : f64
  %0 = jsonata.binary multiply %sixty, %sixty at 3
  %eur = json.constant "eur "
  %three = json.constant 0.3 : f64
  %1 = jsonata.call "uppercase"(%eur) context %in at 1
  %2 = jsonata.unwrap %1
  %3 = jsonata.binary concat %2, %three at 9
  %hello = json.constant "hello"
  %two = json.constant 2.0 : f64
  %4 = jsonata.call "substring"(%hello, %two, %two) context %in at 1
  %5 = jsonata.binary less %two, %sixty at 9
  return %0, %3, %4, %5 : !json.value, !json.value, !json.value, !json.value
}

// What raises an error raises it when it runs; what takes its context, the time or chance is no constant; nor is an array.
// CHECK-LABEL: func.func @stays(
// CHECK:         jsonata.binary add
// CHECK:         jsonata.call "substring"
// CHECK:         jsonata.call "millis"
// CHECK:         jsonata.call "random"
// CHECK:         jsonata.binary range
// CHECK:         jsonata.call "base64decode"
func.func @stays(%ctx: !json.context, %in: !json.value) -> (!json.value, !json.value, !json.value, !json.value, !json.value) {
  %x = json.constant "x"
  %one = json.constant 1.0 : f64
  %0 = jsonata.binary add %x, %one at 3
  %1 = jsonata.call "substring"(%one, %one) context %in at 1
  %2 = jsonata.call "millis"() context %in at 1
  %3 = jsonata.call "random"() context %in at 1
  %4 = jsonata.binary range %one, %one at 1
  %no = json.constant "!!!"
  %5 = jsonata.call "base64decode"(%no) context %in at 1
  return %0, %1, %2, %3, %5 : !json.value, !json.value, !json.value, !json.value, !json.value
}

// What is left out may be optional, or the first, for which the context stands in: that goes by the types of the others.
// CHECK-LABEL: func.func @leavesOut(
// CHECK-DAG:     json.constant "3"
// CHECK-DAG:     json.constant "llo"
// CHECK-DAG:     json.constant 2.000000e+00 : f64
// CHECK-DAG:     json.constant "3.0"
// CHECK-NOT:     jsonata.call "string"
// CHECK-NOT:     jsonata.call "substring"({{%.*}}, {{%.*}}) context
// CHECK:         jsonata.call "split"
// CHECK-NEXT:    jsonata.call "substringBefore"
// CHECK-NEXT:    return
func.func @leavesOut(%ctx: !json.context, %in: !json.value) -> (!json.value, !json.value, !json.value, !json.value, !json.value, !json.value) {
  %three = json.constant 3.0 : f64
  %half = json.constant 2.5 : f64
  %hello = json.constant "hello"
  %picture = json.constant "0.0"
  %two = json.constant 2.0 : f64
  %0 = jsonata.call "string"(%three) context %in at 1
  %1 = jsonata.call "substring"(%hello, %two) context %in at 1
  %2 = jsonata.call "round"(%half) context %in at 1
  %3 = jsonata.call "formatNumber"(%three, %picture) context %in at 1
  %4 = jsonata.call "split"(%hello, %two) context %in at 1
  %5 = jsonata.call "substringBefore"(%hello) context %in at 1
  return %0, %1, %2, %3, %4, %5 : !json.value, !json.value, !json.value, !json.value, !json.value, !json.value
}
