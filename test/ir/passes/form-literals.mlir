// RUN: %aslc-opt %s --pass-pipeline='builtin.module(flow.machine(form-literals))' | FileCheck %s

// CHECK-LABEL: flow.machine @constants
// CHECK:         %[[MADE:.*]] = json.literal "{\22n\22:1.5,\22s\22:\22a\\\22\22,\22b\22:false,\22z\22:null,\22o\22:{\22l\22:[1]},\22half\22:0.5,\22large\22:1e+21}"
// CHECK:         flow.succeed %[[MADE]]
flow.machine @constants {
^bb0(%input: !json.value):
  %n = json.constant 1.5 : f64
  %s = json.constant "a\""
  %b = json.constant #json.boolean<false>
  %z = json.constant unit
  %l = json.literal "[1]"
  %o = json.object ["l"](%l)
  %half = json.constant 0.5 : f64
  %large = json.constant 1.0e21 : f64
  %0 = json.object ["n", "s", "b", "z", "o", "half", "large"](%n, %s, %b, %z, %o, %half, %large)
  flow.succeed %0
}

// Left alone: what is not known, or is written; a key like an index; a number that no text gives.
// CHECK-LABEL: flow.machine @left
// CHECK-NOT:     json.literal
flow.machine @left {
^bb0(%input: !json.value):
  %n = json.constant 1.0 : f64
  %minus = json.constant -0.0 : f64
  %0 = json.object ["n"](%input)
  %1 = json.object spelled ["n"](%n)
  %2 = json.object ["1"](%n)
  %3 = json.object ["n"](%minus)
  %4 = json.array(%0, %1, %2, %3)
  flow.succeed %4
}
