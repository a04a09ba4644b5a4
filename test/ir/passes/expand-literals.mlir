// RUN: %aslc-opt %s --pass-pipeline='builtin.module(flow.machine(expand-literals))' | FileCheck %s

// What goes on to another state, with the objects in it. A number that would print otherwise keeps its text.
// CHECK-LABEL: flow.machine @on
// CHECK-DAG:     %[[ONE:.*]] = json.constant 1.000000e+00 : f64
// CHECK-DAG:     %[[TEXT:.*]] = json.literal "1.0"
// CHECK-DAG:     %[[NAME:.*]] = json.constant "a\22}"
// CHECK-DAG:     %[[LIST:.*]] = json.literal "[1,{\22x\22:2}]"
// CHECK-DAG:     %[[INNER:.*]] = json.object ["t"](%[[TEXT]])
// CHECK:         %[[MADE:.*]] = json.object ["n", "s", "l", "o", "k\22"](%[[ONE]], %[[NAME]], %[[LIST]], %[[INNER]], %{{.*}})
// CHECK:         cf.br ^bb1(%[[MADE]] : !json.value)
flow.machine @on {
^bb0(%input: !json.value):
  %0 = json.literal " {\"n\": 1, \"s\" : \"a\\\"}\", \"l\":[1,{\"x\":2}], \"o\":{\"t\":1.0},\"k\\\"\":null }"
  cf.br ^next(%0 : !json.value)
^next(%doc: !json.value):
  flow.succeed %doc
}

// Plain are the numbers that print as they are written (ECMA-262, Number::toString).
// CHECK-LABEL: flow.machine @numbers
// CHECK-DAG:     %[[A:.*]] = json.constant 5.000000e-01 : f64
// CHECK-DAG:     %[[B:.*]] = json.constant -1.250000e-02 : f64
// CHECK-DAG:     %[[C:.*]] = json.constant 9.9999999999999995E-8 : f64
// CHECK-DAG:     %[[D:.*]] = json.constant 1.000000e+21 : f64
// CHECK-DAG:     %[[E:.*]] = json.constant 0.30000000000000004 : f64
// CHECK-DAG:     %[[F:.*]] = json.constant 9.9999999999999987E+20 : f64
// CHECK-DAG:     %[[G:.*]] = json.constant 0.000000e+00 : f64
// CHECK:         json.object ["a", "b", "c", "d", "e", "f", "g"](%[[A]], %[[B]], %[[C]], %[[D]], %[[E]], %[[F]], %[[G]])
flow.machine @numbers {
^bb0(%input: !json.value):
  %0 = json.literal "{\"a\":0.5,\"b\":-0.0125,\"c\":1e-7,\"d\":1e+21,\"e\":0.30000000000000004,\"f\":999999999999999900000,\"g\":0}"
  cf.br ^next(%0 : !json.value)
^next(%doc: !json.value):
  flow.succeed %doc
}

// The others keep their text.
// CHECK-LABEL: flow.machine @texts
// CHECK-DAG:     json.literal "0.50"
// CHECK-DAG:     json.literal "-0"
// CHECK-DAG:     json.literal "0.0000001"
// CHECK-DAG:     json.literal "1e21"
// CHECK-DAG:     json.literal "1E+21"
// CHECK-DAG:     json.literal "0.1000000000000000055"
// CHECK-DAG:     json.literal "1000000000000000000000"
// CHECK-DAG:     json.literal "100.0"
// CHECK-DAG:     json.literal "9007199254740993"
// CHECK:         json.object
flow.machine @texts {
^bb0(%input: !json.value):
  %0 = json.literal "{\"a\":0.50,\"b\":-0,\"c\":0.0000001,\"d\":1e21,\"e\":1E+21,\"f\":0.1000000000000000055,\"g\":1000000000000000000000,\"h\":100.0,\"i\":9007199254740993}"
  cf.br ^next(%0 : !json.value)
^next(%doc: !json.value):
  flow.succeed %doc
}

// Left alone: what goes nowhere else, a list, keys that come twice or look like an index.
// CHECK-LABEL: flow.machine @left
// CHECK-NOT:     json.object
flow.machine @left {
^bb0(%input: !json.value):
  %0 = json.literal "{\"a\":1}"
  %1 = json.literal "[1]"
  %2 = json.literal "{\"a\":1,\"a\":2}"
  %3 = json.literal "{\"1\":1}"
  cf.br ^next(%1, %2, %3 : !json.value, !json.value, !json.value)
^next(%a: !json.value, %b: !json.value, %c: !json.value):
  %4 = json.array(%0, %a, %b, %c)
  flow.succeed %4
}
