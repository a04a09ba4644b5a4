// The frame is memory: the resume point at 0, the count of live slots at 4, slots of 16 bytes from 8 on.
// RUN: %aslc-opt %s --convert-json-to-llvm | FileCheck %s

// States, expressions and tasks are numbered in tables of the module; a row is there once.
// CHECK:      module attributes {
// CHECK-SAME:   aslc.expressions = [#flow.expression<"$x", "Output", "A">, #flow.expression<"$y", "Choices[0]/Condition", "A">]
// CHECK-SAME:   aslc.states = {{\[}}["A", 0 : i32], ["B", 5 : i32]]
// CHECK-SAME:   aslc.tasks = {{\[}}["arn", 1 : i32]]

// CHECK-LABEL: llvm.func @frame(%arg0: !llvm.ptr {llvm.nonnull}, %arg1: !llvm.ptr {llvm.nonnull}) -> i32
// CHECK:         %[[SLOT:.*]] = llvm.getelementptr %arg1[40]
// CHECK-NEXT:    %[[VALUE:.*]] = llvm.load %[[SLOT]]
// CHECK:         %[[SLOT:.*]] = llvm.getelementptr %arg1[8]
// CHECK-NEXT:    llvm.store %[[VALUE]], %[[SLOT]]
// CHECK:         %[[POINT:.*]] = llvm.mlir.constant(7 : i32)
// CHECK:         %[[WORD:.*]] = llvm.getelementptr %arg1[0]
// CHECK-NEXT:    llvm.store %[[POINT]], %[[WORD]]
// CHECK:         %[[COUNT:.*]] = llvm.mlir.constant(1 : i32)
// CHECK:         %[[WORD:.*]] = llvm.getelementptr %arg1[4]
// CHECK-NEXT:    llvm.store %[[COUNT]], %[[WORD]]
func.func @frame(%ctx: !json.context, %frame: !flow.frame) -> i32 attributes {flow.frame_slots = 3 : i32} {
  %0 = flow.load %frame[2]
  flow.store %0, %frame[0]
  flow.live %frame point 7 count 1
  %point = flow.resume_point %frame
  return %point : i32
}

// CHECK-LABEL: llvm.func @tables(
// CHECK:         %[[A:.*]] = llvm.mlir.constant(0 : i32)
// CHECK-NEXT:    llvm.call @aslrt_enter(%arg0, %[[A]])
// CHECK:         %[[X:.*]] = llvm.mlir.constant(0 : i32)
// CHECK-NEXT:    llvm.call @aslrt_evaluate(%arg0, %[[X]])
// CHECK:         %[[X:.*]] = llvm.mlir.constant(0 : i32)
// CHECK-NEXT:    llvm.call @aslrt_require(%arg0, %{{.*}}, %{{.*}}, %[[X]])
// CHECK:         %[[Y:.*]] = llvm.mlir.constant(1 : i32)
// CHECK-NEXT:    llvm.call @aslrt_condition(%arg0, %{{.*}}, %{{.*}}, %[[Y]])
// CHECK:         llvm.call @aslrt_exit(%arg0)
// CHECK:         %[[B:.*]] = llvm.mlir.constant(1 : i32)
// CHECK-NEXT:    llvm.call @aslrt_enter(%arg0, %[[B]])
// CHECK:         llvm.call @aslrt_task(
func.func @tables(%ctx: !json.context, %a: !json.value) {
  flow.enter "A" Pass
  flow.evaluate <"$x", "Output", "A">
  %0 = flow.require %a <"$x", "Output", "A">
  %1 = flow.condition %a <"$y", "Choices[0]/Condition", "A">
  flow.exit "A"
  flow.enter "B" Task
  flow.request_task %a "arn" of "B"
  return
}
