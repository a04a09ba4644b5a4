// Members that are known are part of what stands between the values: before one that is there in any case, or at the end; before one that may be
// undefined, the last of them is a value itself. An array and a text are written as the runtime writes them.
// RUN: %aslc-opt %s --convert-json-to-llvm | FileCheck %s

// CHECK: aslc.constants = [
// CHECK-SAME: [",\22a\22:1,\22b\22:[1,\22\C3\A9\22],\22id\22:", ",\22c\22:true,\22d\22:", ",\22may\22:", ",\22e\22:\22\\b\22,\22f\22:null}"]
// CHECK-LABEL: llvm.func @spelled(
// CHECK:         llvm.mlir.constant(3 : i32)
// CHECK:         llvm.call @aslrt_spell
func.func @spelled(%ctx: !json.context, %v: !json.value) -> !json.value {
  %id = json.concat(%v, %v) at [0]
  %a = json.constant 1.0 : f64
  %b = json.literal "[1, \22\\u00e9\22]"
  %c = json.constant #json.boolean<true>
  %d = json.constant "\22"
  %e = json.constant "\08"
  %f = json.constant unit
  %0 = json.object spelled ["a", "b", "id", "c", "d", "may", "e", "f"] (%a, %b, %id, %c, %d, %v, %e, %f)
  return %0 : !json.value
}
