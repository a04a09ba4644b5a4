// Which text a value is: first tag and length, then words. Words at the end overlap those before, so that nothing behind the text is read.
// RUN: %aslc-opt %s --convert-json-to-llvm --split-input-file | FileCheck %s

// Tag 5 is a string, and its length stands in the upper half of the head: 3 and 5 bytes.
// CHECK-LABEL: llvm.func @by_length(
// CHECK:         llvm.switch %{{.*}} : i64, ^[[END:bb[0-9]+]](%{{.*}} : i32) [
// CHECK-NEXT:      12884901893: ^[[THREE:bb[0-9]+]],
// CHECK-NEXT:      21474836485: ^[[FIVE:bb[0-9]+]]
// CHECK-NEXT:    ]
// CHECK:       ^[[THREE]]:
// CHECK:         llvm.load %{{.*}} {alignment = 1 : i64} : !llvm.ptr -> i16
// CHECK:         llvm.getelementptr %{{.*}}[1]
// CHECK:         llvm.load %{{.*}} {alignment = 1 : i64} : !llvm.ptr -> i16
// CHECK:         llvm.cond_br %{{.*}}, ^[[END]](%{{.*}} : i32), ^[[END]](%{{.*}} : i32)
// CHECK:       ^[[FIVE]]:
// "stor" and "stoc", little-endian
// CHECK:         llvm.switch %{{.*}} : i32, ^[[END]](%{{.*}} : i32) [
// CHECK-NEXT:      1919906931: ^{{.*}},
// CHECK-NEXT:      1668248691: ^{{.*}}
func.func @by_length(%ctx: !json.context, %v: !json.value) -> i32 {
  %0 = json.match_text %v ["web", "store", "stock"]
  return %0 : i32
}

// -----

// The empty text has no words.
// CHECK-LABEL: llvm.func @empty(
// CHECK:         llvm.switch %{{.*}} : i64
// CHECK-NOT:     llvm.load
// CHECK:         llvm.return
func.func @empty(%ctx: !json.context, %v: !json.value) -> i32 {
  %0 = json.match_text %v [""]
  return %0 : i32
}
