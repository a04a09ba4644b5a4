// RUN: %aslc-opt %s --convert-json-to-llvm | FileCheck %s

// Texts, literals and keys are rows of a table that becomes constant data; a row is there once.
// CHECK: module attributes {{{.*}}aslc.constants = ["EUR", ["{\22tags\22:[1,2]}", unit], "id", ["id"], ["EUR", "id"], ["EUR", "id", "code"]]

// null, booleans and numbers are made in place: the head of their tag, and the payload.
// CHECK-LABEL: llvm.func @scalars
// CHECK-DAG:     llvm.mlir.constant(4612811918334230528 : i64)
// CHECK-NOT:     llvm.mlir.addressof
// CHECK:         llvm.return
func.func @scalars(%ctx: !json.context) -> !json.value {
  %0 = json.constant 2.5 : f64
  return %0 : !json.value
}

// CHECK-LABEL: llvm.func @data
// CHECK:         %[[EUR:.*]] = llvm.mlir.addressof @aslc.constant.0
// CHECK-NEXT:    llvm.load %[[EUR]] : !llvm.ptr -> !llvm.struct<(i64, i64)>
// CHECK:         %[[LITERAL:.*]] = llvm.mlir.addressof @aslc.constant.1
// CHECK-NEXT:    llvm.load %[[LITERAL]]
// CHECK-NOT:     call
// CHECK:         %[[AGAIN:.*]] = llvm.mlir.addressof @aslc.constant.0
// CHECK-NEXT:    llvm.load %[[AGAIN]]
func.func @data(%ctx: !json.context) -> (!json.value, !json.value, !json.value) {
  %0 = json.constant "EUR"
  %1 = json.literal "{\"tags\":[1,2]}"
  %2 = json.constant "EUR"
  return %0, %1, %2 : !json.value, !json.value, !json.value
}

// Members go to a buffer, keys and values in turn.
// CHECK-LABEL: llvm.func @object
// CHECK:         %[[BUFFER:.*]] = llvm.alloca
// CHECK:         %[[KEY:.*]] = llvm.mlir.addressof @aslc.constant.2
// CHECK:         %[[COUNT:.*]] = llvm.mlir.constant(1 : i32)
// CHECK:         llvm.call @aslrt_record(%arg0, %[[BUFFER]], %[[COUNT]])
func.func @object(%ctx: !json.context, %a: !json.value) -> !json.value {
  %0 = json.object ["id"] (%a)
  return %0 : !json.value
}

// A path's names are one array. Paths of one and of two names have entry points of their own.
// CHECK-LABEL: llvm.func @fields
// CHECK:         llvm.call @aslrt_name(
// CHECK:         llvm.call @aslrt_two_names(
// CHECK:         %[[NAMES:.*]] = llvm.mlir.addressof @aslc.constant
// CHECK:         %[[COUNT:.*]] = llvm.mlir.constant(3 : i32)
// CHECK:         llvm.call @aslrt_fields(%arg0, %{{.*}}, %{{.*}}, %[[NAMES]], %{{.*}}, %[[COUNT]])
// CHECK:         llvm.call @aslrt_fields_open(
func.func @fields(%ctx: !json.context, %a: !json.value) -> !json.value {
  %0 = json.fields %a ["id"]
  %1 = json.fields %0 ["EUR", "id"]
  %2 = json.fields %1 ["EUR", "id", "code"]
  %3 = json.fields open %2 ["EUR", "id"]
  return %3 : !json.value
}

// The names are those of a path, and of each is guessed where it is.
// CHECK-LABEL: llvm.func @narrow
// CHECK:         %[[COUNT:.*]] = llvm.mlir.constant(1 : i32)
// CHECK:         llvm.call @aslrt_narrow(%arg0, %{{.*}}, %{{.*}}, %{{.*}}, %{{.*}}, %{{.*}}, %{{.*}}, %[[COUNT]])
func.func @narrow(%ctx: !json.context, %a: !json.value) -> !json.value {
  %0 = json.narrow %a ["id"] = %a
  return %0 : !json.value
}
