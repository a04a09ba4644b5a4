// Members are looked up in place where the last object had them; the runtime is asked only if they are not there.
// RUN: %aslc-opt %s --convert-json-to-llvm --split-input-file | FileCheck %s

// Tag 7 is an object, 5 a string; the key has 4 bytes, "city" as a little-endian word.
// CHECK-LABEL: llvm.func @lookup(
// CHECK-DAG:     llvm.mlir.constant(7 : i64)
// CHECK:         llvm.cond_br %{{.*}}, ^[[LOOK:bb[0-9]+]], ^[[END:bb[0-9]+]](%{{.*}} : !llvm.struct<(i64, i64)>)
// CHECK:       ^[[LOOK]]:
// CHECK:         llvm.icmp "ult"
// CHECK-NEXT:    llvm.cond_br %{{.*}}, ^[[COMPARE:bb[0-9]+]], ^[[ELSEWHERE:bb[0-9]+]]
// CHECK:       ^[[COMPARE]]:
// CHECK-DAG:     llvm.mlir.constant(17179869189 : i64)
// CHECK:         llvm.cond_br %{{.*}}, ^[[WORDS:bb[0-9]+]], ^[[ELSEWHERE]]
// CHECK:       ^[[WORDS]]:
// CHECK-DAG:     llvm.mlir.constant(2037672291 : i32)
// CHECK:         llvm.cond_br %{{.*}}, ^[[FOUND:bb[0-9]+]], ^[[ELSEWHERE]]
// CHECK:       ^[[FOUND]]:
// CHECK-NOT:     llvm.call
// CHECK:         llvm.br ^[[END]]
// CHECK:       ^[[ELSEWHERE]]:
// CHECK:         llvm.call @aslrt_member_at
// CHECK-NEXT:    llvm.br ^[[END]]
func.func @lookup(%ctx: !json.context, %v: !json.value) -> !json.value {
  %0 = json.member %v "city"
  return %0 : !json.value
}

// -----

// What a path leads to is the last of its members, if that is there and no array: only else others are looked at.
// CHECK-LABEL: llvm.func @along(
// CHECK:         llvm.cond_br %{{.*}}, ^[[LOOK:bb[0-9]+]], ^[[END:bb[0-9]+]](%{{.*}} : !llvm.struct<(i64, i64)>)
// CHECK:       ^[[LOOK]]:
// CHECK:         llvm.select
// CHECK:         llvm.cond_br %{{.*}}, ^[[SLOW:bb[0-9]+]], ^[[END]](%{{.*}} : !llvm.struct<(i64, i64)>)
// CHECK:       ^[[SLOW]]:
// CHECK:         llvm.call @aslrt_fields_of_array
func.func @along(%ctx: !json.context, %a: !json.value, %b: !json.value, %c: !json.value) -> !json.value {
  %0 = json.along ["b", "c"] by (%a, %b, %c)
  return %0 : !json.value
}

// -----

// A product of doubles asks the runtime only if it is not finite, and notes then of which expression it is.
// CHECK-LABEL: llvm.func @product(
// CHECK:         llvm.fmul
// CHECK:         llvm.cond_br
// CHECK:         llvm.call @aslrt_evaluate
// CHECK:         llvm.call @aslrt_multiply
func.func @product(%ctx: !json.context, %x: f64) -> !json.value {
  %a = json.number %x
  %0 = json.call "multiply"(%a, %a) [3 : i32] {expression = #flow.expression<"$x * $x", "Output", "S">} : (!json.value, !json.value) -> !json.value
  return %0 : !json.value
}

// -----

// What may be a tuple of two values is one if its head says so (0x25007); then the second is 16 bytes from its payload on.
// CHECK-LABEL: llvm.func @in_tuple(
// CHECK-DAG:     llvm.mlir.constant(151559 : i64)
// CHECK:         llvm.icmp "eq"
// CHECK-NEXT:    llvm.cond_br %{{.*}}, ^[[TAKE:bb[0-9]+]], ^[[OTHER:bb[0-9]+]]
// CHECK:       ^[[TAKE]]:
// CHECK:         llvm.getelementptr %{{.*}}[1]
// CHECK:         llvm.br ^[[END:bb[0-9]+]]
// CHECK:       ^[[OTHER]]:
// CHECK:         llvm.cond_br %{{.*}}, ^{{bb[0-9]+}}, ^[[END]](%{{.*}} : !llvm.struct<(i64, i64)>)
// CHECK:         llvm.call @aslrt_member_at
func.func @in_tuple(%ctx: !json.context, %v: !json.value) -> !json.value {
  %0 = json.member %v "city" at <1 of 2>
  return %0 : !json.value
}
