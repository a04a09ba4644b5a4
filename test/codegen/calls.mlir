// Calls follow the System V ABI: a value goes in two registers while two of the six are left, else by value on the stack.
// RUN: %aslc-opt %s --convert-json-to-llvm --split-input-file | FileCheck %s

// CHECK-LABEL: llvm.func @aslrt_add(!llvm.ptr, i64, i64, i64, i64, i32) -> !llvm.struct<(i64, i64)>
// CHECK-LABEL: llvm.func @two_values(
// CHECK:         %[[POSITION:.*]] = llvm.mlir.constant(7 : i32)
// CHECK:         llvm.call @aslrt_add(%arg0, %{{.*}}, %{{.*}}, %{{.*}}, %{{.*}}, %[[POSITION]])
func.func @two_values(%ctx: !json.context, %a: !json.value, %b: !json.value) -> !json.value {
  %0 = json.call "add"(%a, %b) [7 : i32] : (!json.value, !json.value) -> !json.value
  return %0 : !json.value
}

// -----

// Context, position and two values take all six: the third value is passed in memory.
// CHECK-LABEL: llvm.func @aslrt_chain(!llvm.ptr, i32, i64, i64, i64, i64, !llvm.ptr {llvm.align = 8 : i64, llvm.byval = !llvm.struct<(i64, i64)>})
// CHECK-LABEL: llvm.func @three_values(
// CHECK:         %[[MEMORY:.*]] = llvm.alloca
// CHECK:         %[[SLOT:.*]] = llvm.getelementptr %[[MEMORY]][0]
// CHECK-NEXT:    llvm.store %arg1, %[[SLOT]]
// CHECK-NEXT:    llvm.call @aslrt_chain(%arg0, %{{.*}}, %{{.*}}, %{{.*}}, %{{.*}}, %{{.*}}, %[[MEMORY]])
func.func @three_values(%ctx: !json.context, %a: !json.value, %b: !json.value) -> !json.value {
  %0 = json.call "chain"(%a, %b, %a) [7 : i32] : (!json.value, !json.value, !json.value) -> !json.value
  return %0 : !json.value
}

// -----

// Both values are still in registers; what comes behind them, the backend puts on the stack by itself.
// CHECK-LABEL: llvm.func @aslrt_filter_push(!llvm.ptr, !llvm.ptr, i64, i64, i64, i64, i64, i64)
// CHECK-LABEL: llvm.func @push(
func.func @push(%ctx: !json.context, %a: !json.value, %i: index) {
  %b = json.builder
  json.call "filter_push"(%b, %a, %a, %i, %i) : (!json.builder, !json.value, !json.value, index, index) -> ()
  return
}

// -----

// A number is passed in a register of its own kind, and takes none of the six.
// CHECK-LABEL: llvm.func @aslrt_index(!llvm.ptr, i64, i64, f64) -> !llvm.struct<(i64, i64)>
// CHECK-LABEL: llvm.func @number(
// CHECK:         %[[LAST:.*]] = llvm.mlir.constant(-1.000000e+00 : f64) : f64
// CHECK:         llvm.call @aslrt_index(%arg0, %{{.*}}, %{{.*}}, %[[LAST]])
func.func @number(%ctx: !json.context, %a: !json.value) -> !json.value {
  %0 = json.call "index"(%a) [-1.0] : (!json.value) -> !json.value
  return %0 : !json.value
}

// -----

// CHECK-LABEL: llvm.func @aslrt_pause_due(!llvm.ptr) -> i1
// CHECK-LABEL: llvm.func @truth(
func.func @truth(%ctx: !json.context) -> i1 {
  %0 = json.call "pause_due"() : () -> i1
  return %0 : i1
}
