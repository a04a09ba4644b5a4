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
