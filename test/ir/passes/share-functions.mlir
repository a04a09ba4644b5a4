// RUN: %aslc-opt %s --share-functions --split-input-file | FileCheck %s

// An observed copy has the functions of its machine.
// CHECK-LABEL: func.func private @m_fast0(
// CHECK-LABEL: func.func private @m_whole0(
// CHECK-LABEL: func.func @m(
// CHECK:         json.attempt @m_fast0 else @m_whole0
// CHECK-NOT:   func.func private
// CHECK-LABEL: func.func @"m/observed"(
// CHECK:         json.attempt @m_fast0 else @m_whole0
#fast = loc("m.asl.json":3:5)
#whole = loc("m.asl.json":3:9)
func.func private @m_fast0(%ctx: !json.context loc(#fast), %self: !json.closure loc(#fast), %args: !json.arguments loc(#fast), %n: i32 loc(#fast)) -> !json.value {
  %0 = json.call "declined"() : () -> !json.value loc(#fast)
  return %0 : !json.value loc(#fast)
} loc(#fast)
func.func private @m_whole0(%ctx: !json.context loc(#whole), %self: !json.closure loc(#whole), %args: !json.arguments loc(#whole), %n: i32 loc(#whole)) -> !json.value {
  %0 = json.call "captured"(%self) [0 : i32] : (!json.closure) -> !json.value loc(#whole)
  return %0 : !json.value loc(#whole)
} loc(#whole)
func.func @m(%ctx: !json.context, %x: !json.value) -> !json.value {
  %0 = json.attempt @m_fast0 else @m_whole0(%x)
  return %0 : !json.value
}
func.func private @"m/observed_fast1"(%ctx: !json.context loc(#fast), %self: !json.closure loc(#fast), %args: !json.arguments loc(#fast), %n: i32 loc(#fast)) -> !json.value {
  %0 = json.call "declined"() : () -> !json.value loc(#fast)
  return %0 : !json.value loc(#fast)
} loc(#fast)
func.func private @"m/observed_whole1"(%ctx: !json.context loc(#whole), %self: !json.closure loc(#whole), %args: !json.arguments loc(#whole), %n: i32 loc(#whole)) -> !json.value {
  %0 = json.call "captured"(%self) [0 : i32] : (!json.closure) -> !json.value loc(#whole)
  return %0 : !json.value loc(#whole)
} loc(#whole)
func.func @"m/observed"(%ctx: !json.context, %x: !json.value) -> !json.value {
  %0 = json.attempt @"m/observed_fast1" else @"m/observed_whole1"(%x)
  return %0 : !json.value
}

// -----

// Functions that differ in no more than the functions inside of them.
// CHECK-LABEL: func.func private @inner0(
// CHECK-NEXT:    json.call "captured"
// CHECK-LABEL: func.func private @outer0(
// CHECK:         json.function @inner0
// CHECK-NOT:   func.func private
// CHECK-LABEL: func.func @both(
// CHECK:         json.function @outer0
// CHECK:         json.function @outer0
#at = loc("n.asl.json":1:1)
func.func private @inner0(%ctx: !json.context loc(#at), %self: !json.closure loc(#at), %args: !json.arguments loc(#at), %n: i32 loc(#at)) -> !json.value {
  %0 = json.call "captured"(%self) [0 : i32] : (!json.closure) -> !json.value loc(#at)
  return %0 : !json.value loc(#at)
} loc(#at)
func.func private @outer0(%ctx: !json.context loc(#at), %self: !json.closure loc(#at), %args: !json.arguments loc(#at), %n: i32 loc(#at)) -> !json.value {
  %0 = json.call "self"(%self) : (!json.closure) -> !json.value loc(#at)
  %1 = json.function @inner0 arity 1 captures(%0) context %0 loc(#at)
  return %1 : !json.value loc(#at)
} loc(#at)
func.func private @inner1(%ctx: !json.context loc(#at), %self: !json.closure loc(#at), %args: !json.arguments loc(#at), %n: i32 loc(#at)) -> !json.value {
  %0 = json.call "captured"(%self) [0 : i32] : (!json.closure) -> !json.value loc(#at)
  return %0 : !json.value loc(#at)
} loc(#at)
func.func private @outer1(%ctx: !json.context loc(#at), %self: !json.closure loc(#at), %args: !json.arguments loc(#at), %n: i32 loc(#at)) -> !json.value {
  %0 = json.call "self"(%self) : (!json.closure) -> !json.value loc(#at)
  %1 = json.function @inner1 arity 1 captures(%0) context %0 loc(#at)
  return %1 : !json.value loc(#at)
} loc(#at)
func.func @both(%ctx: !json.context, %c: !json.value) -> !json.value {
  %0 = json.function @outer0 arity 1 captures() context %c
  %1 = json.function @outer1 arity 1 captures() context %0
  return %1 : !json.value
}

// -----

// Equal code of other places, or by one constant other: both stay.
// CHECK-LABEL: func.func private @here(
// CHECK-LABEL: func.func private @there(
// CHECK-LABEL: func.func private @second(
func.func private @here(%ctx: !json.context loc("n.asl.json":1:1), %self: !json.closure loc("n.asl.json":1:1), %args: !json.arguments loc("n.asl.json":1:1), %n: i32 loc("n.asl.json":1:1)) -> !json.value {
  %0 = json.call "captured"(%self) [0 : i32] : (!json.closure) -> !json.value loc("n.asl.json":1:1)
  return %0 : !json.value loc("n.asl.json":1:1)
} loc("n.asl.json":1:1)
func.func private @there(%ctx: !json.context loc("n.asl.json":1:1), %self: !json.closure loc("n.asl.json":1:1), %args: !json.arguments loc("n.asl.json":1:1), %n: i32 loc("n.asl.json":1:1)) -> !json.value {
  %0 = json.call "captured"(%self) [0 : i32] : (!json.closure) -> !json.value loc("n.asl.json":2:1)
  return %0 : !json.value loc("n.asl.json":1:1)
} loc("n.asl.json":1:1)
func.func private @second(%ctx: !json.context loc("n.asl.json":1:1), %self: !json.closure loc("n.asl.json":1:1), %args: !json.arguments loc("n.asl.json":1:1), %n: i32 loc("n.asl.json":1:1)) -> !json.value {
  %0 = json.call "captured"(%self) [1 : i32] : (!json.closure) -> !json.value loc("n.asl.json":1:1)
  return %0 : !json.value loc("n.asl.json":1:1)
} loc("n.asl.json":1:1)
