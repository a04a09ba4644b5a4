// RUN: %aslc-opt %s --convert-json-to-llvm | FileCheck %s

// A missing argument is undefined: read from a constant, not from behind the buffer.
// CHECK-LABEL: llvm.func @lambda(
// CHECK:         %[[UNDEFINED:.*]] = llvm.alloca
// CHECK:         %[[INDEX:.*]] = llvm.mlir.constant(1 : i32)
// CHECK:         %[[GIVEN:.*]] = llvm.icmp "ult" %[[INDEX]], %arg3
// CHECK:         %[[ARGUMENT:.*]] = llvm.getelementptr %arg2[1]
// CHECK:         %[[ADDRESS:.*]] = llvm.select %[[GIVEN]], %[[ARGUMENT]], %[[UNDEFINED]]
// CHECK:         llvm.load %[[ADDRESS]]
func.func private @lambda(%ctx: !json.context, %self: !json.closure, %arguments: !json.arguments, %count: i32) -> !json.value {
  %0 = json.argument %arguments[1] of %count
  return %0 : !json.value
}

// Code, arity, captures, signature; then the captures one by one, and the context.
// CHECK-LABEL: llvm.func @closure(
// CHECK:         %[[CODE:.*]] = llvm.mlir.addressof @lambda
// CHECK-DAG:     %[[SIGNATURE:.*]] = llvm.mlir.zero
// CHECK-DAG:     %[[ARITY:.*]] = llvm.mlir.constant(2 : i32)
// CHECK-DAG:     %[[COUNT:.*]] = llvm.mlir.constant(1 : i32)
// CHECK:         llvm.call @aslrt_closure(%arg0, %[[CODE]], %[[ARITY]], %[[COUNT]], %[[SIGNATURE]])
// CHECK:         llvm.call @aslrt_closure_capture(
// CHECK-NOT:     llvm.call @aslrt_closure_capture(
// CHECK:         llvm.call @aslrt_closure_set_context(
func.func @closure(%ctx: !json.context, %c: !json.value) -> !json.value {
  %0 = json.function @lambda arity 2 captures(%c) context %c
  return %0 : !json.value
}

// CHECK-LABEL: llvm.func @signature(
// CHECK-NOT:     llvm.mlir.zero
// CHECK:         %[[TEXT:.*]] = llvm.inttoptr
// CHECK:         llvm.call @aslrt_closure(%arg0, %{{.*}}, %{{.*}}, %{{.*}}, %[[TEXT]])
func.func @signature(%ctx: !json.context, %c: !json.value) -> !json.value {
  %0 = json.function @lambda arity 2 signature "<nn:n>" captures() context %c
  return %0 : !json.value
}

// CHECK-LABEL: llvm.func @apply(
// CHECK:         %[[NAME:.*]] = llvm.mlir.zero
// CHECK:         %[[POSITION:.*]] = llvm.mlir.constant(4 : i32)
// CHECK:         %[[COUNT:.*]] = llvm.mlir.constant(2 : i32)
// CHECK-NEXT:    llvm.call @aslrt_apply(%arg0, %[[POSITION]], %{{.*}}, %[[COUNT]], %[[NAME]])
// CHECK:         %[[POSITION:.*]] = llvm.mlir.constant(5 : i32)
// CHECK:         llvm.call @aslrt_partial(%arg0, %[[POSITION]],
func.func @apply(%ctx: !json.context, %f: !json.value, %c: !json.value) -> !json.value {
  %0 = json.apply %f(%c, %c) context %c at 4
  %1 = json.apply partial %f(%c) context %c at 5
  return %0 : !json.value
}

// Keys are the builder's items; which terms descend, a row of bytes.
// CHECK-LABEL: llvm.func @sort(
// CHECK:         %[[FLAGS:.*]] = llvm.alloca %{{.*}} x i8
// CHECK:         %[[KEYS:.*]] = llvm.load %{{.*}} : !llvm.ptr -> !llvm.ptr
// CHECK:         llvm.call @aslrt_order_by(%arg0, %{{.*}}, %{{.*}}, %[[KEYS]], %[[FLAGS]],
func.func @sort(%ctx: !json.context, %a: !json.value) -> !json.value {
  %keys = json.builder
  json.call "seq_push"(%keys, %a) : (!json.builder, !json.value) -> ()
  %0 = json.sort %a by %keys [true, false] keep -3 at 9
  return %0 : !json.value
}
