// Members that are known are part of what stands between the values, where these are scalars. An array and a text are written as the runtime
// writes them.
// RUN: %aslc-opt %s --convert-json-to-llvm | FileCheck %s

// CHECK: aslc.constants = [
// CHECK-SAME: [",\22a\22:1,\22b\22:[1,\22\C3\A9\22],\22id\22:", ",\22c\22:true,\22e\22:\22\\b\22,\22f\22:null}"]
// CHECK-SAME: [",\22a\22:", ",\22may\22:", "}"]
// CHECK-LABEL: llvm.func @spelled(
// CHECK:         llvm.mlir.constant(1 : i32)
// CHECK:         llvm.call @aslrt_spell
func.func @spelled(%ctx: !json.context, %v: !json.value) -> !json.value {
  %id = json.concat(%v, %v) at [0]
  %a = json.constant 1.0 : f64
  %b = json.literal "[1, \22\\u00e9\22]"
  %c = json.constant #json.boolean<true>
  %e = json.constant "\08"
  %f = json.constant unit
  %0 = json.object spelled ["a", "b", "id", "c", "e", "f"] (%a, %b, %id, %c, %e, %f)
  return %0 : !json.value
}

// Of any value nobody knows whether it is an array.
// CHECK-LABEL: llvm.func @any(
// CHECK:         llvm.call @aslrt_spell
func.func @any(%ctx: !json.context, %v: !json.value) -> !json.value {
  %a = json.constant 1.0 : f64
  %0 = json.object spelled ["a", "may"] (%a, %v)
  return %0 : !json.value
}
