// RUN: %aslc-opt %s --pass-pipeline='builtin.module(flow.machine(forward-members))' | FileCheck %s

// Parts that differ by the way become arguments of blocks; what no part is is read of the base. A put into what may be no object stays.
// CHECK-LABEL: flow.machine @parts
// CHECK:       ^bb0(%[[INPUT:.*]]: !json.value):
// CHECK:         %[[ROUTE:.*]] = json.literal
// CHECK:         %[[NOTHING:.*]] = json.undefined
// CHECK:         flow.put %[[NOTHING]] into %[[INPUT]] "[\22route\22]"
// CHECK-NOT:     flow.put
// CHECK:         cf.br ^[[END:bb[0-9]+]](%{{.*}} : !json.value)
// CHECK:         cf.br ^[[END]](%{{.*}} : !json.value)
// CHECK:       ^[[END]](%[[LANE:.*]]: !json.value):
// CHECK:         flow.exit "Choose"{{$}}
// CHECK-DAG:     %[[ID:.*]] = json.member %[[INPUT]] "id"
// CHECK-DAG:     %[[CARRIER:.*]] = json.member %[[ROUTE]] "carrier"
// CHECK:         json.array(%[[LANE]], %[[ID]], %[[CARRIER]])
flow.machine @parts {
^bb0(%input: !json.value):
  %a = json.constant "a"
  %b = json.constant "b"
  %route = json.literal "{\"carrier\":1}"
  %0 = flow.put %route into %input "[\"route\"]" <"$.route", "ResultPath", "Init">
  %1 = json.member %0 "x"
  %2 = json.call "truthy"(%1) : (!json.value) -> i1
  cf.cond_br %2, ^left, ^right
^left:
  %3 = flow.put %a into %0 "[\"route\",\"lane\"]" <"$.route.lane", "ResultPath", "Left">
  cf.br ^end(%3 : !json.value)
^right:
  %4 = flow.put %b into %0 "[\"route\",\"lane\"]" <"$.route.lane", "ResultPath", "Right">
  cf.br ^end(%4 : !json.value)
^end(%doc: !json.value):
  flow.exit "Choose", %doc
  %5 = json.member %doc "route"
  %6 = json.member %5 "lane"
  %7 = json.member %doc "id"
  %8 = json.member %5 "carrier"
  %9 = json.array(%6, %7, %8)
  flow.succeed %9
}

// A loop carries members, not an object of them. What is never undefined need not be required.
// CHECK-LABEL: flow.machine @loop
// CHECK:         cf.br ^[[LOOP:bb[0-9]+]](%[[ZERO:.*]] : !json.value)
// CHECK:       ^[[LOOP]](%[[I:.*]]: !json.value):
// CHECK-NOT:     json.object
// CHECK-NOT:     flow.require_path
// CHECK:         %[[NEXT:.*]] = json.intrinsic "MathAdd"(%[[I]], %{{.*}})
// CHECK:         ^[[LOOP]](%[[NEXT]] : !json.value)
flow.machine @loop {
^bb0(%input: !json.value):
  %zero = json.constant 0.0 : f64
  %one = json.constant 1.0 : f64
  %0 = json.object ["i"](%zero)
  cf.br ^loop(%0 : !json.value)
^loop(%doc: !json.value):
  %1 = json.member %doc "i"
  %2 = flow.require_path argument %1 from %doc "[\"i\"]" <"$.i", "i.$", "Step">
  %3 = json.intrinsic "MathAdd"(%2, %one)
  %4 = json.object ["i"](%3)
  %5 = json.call "same_boolean"(%3, %one) : (!json.value, !json.value) -> i1
  cf.cond_br %5, ^loop(%4 : !json.value), ^end
^end:
  flow.succeed %3
}

// The cause of what fails quotes the document: it is made there only, its members in their order, the last value of each.
// CHECK-LABEL: flow.machine @quoted
// CHECK:       ^bb0(%[[INPUT:.*]]: !json.value):
// CHECK:         %[[Y:.*]] = json.member %[[INPUT]] "y"
// CHECK:         %[[DEFINED:.*]] = json.call "defined"(%[[Y]])
// CHECK:         cf.cond_br %[[DEFINED]], ^[[THEN:bb[0-9]+]](%[[Y]] : !json.value), ^[[MISSING:bb[0-9]+]]
// CHECK:       ^[[MISSING]]:
// CHECK:         %[[OBJECT:.*]] = json.object ["a", "y"](%[[B:.*]], %[[Y]])
// CHECK:         %[[DEEP:.*]] = flow.put %{{.*}} into %[[OBJECT]] "[\22c\22,\22d\22]"
// CHECK:         %[[NOTHING:.*]] = json.undefined
// CHECK:         flow.require_path template %[[NOTHING]] from %[[DEEP]]
flow.machine @quoted {
^bb0(%input: !json.value):
  %a = json.constant "a"
  %b = json.constant "b"
  %y = json.member %input "y"
  %0 = json.object ["a", "y"](%a, %y)
  %1 = flow.put %a into %0 "[\"c\",\"d\"]" <"$.c.d", "ResultPath", "P">
  %2 = flow.put %b into %1 "[\"a\"]" <"$.a", "ResultPath", "P">
  %3 = json.member %2 "y"
  %4 = flow.require_path template %3 from %2 "[\"y\"]" <"$.y", "y.$", "P">
  flow.succeed %4
}

// Used as wholes: a document that ends the execution, one of which an object is read that holds a part, and what flows into them.
// CHECK-LABEL: flow.machine @whole
// CHECK:         flow.put %{{.*}} into %{{.*}} "[\22r\22,\22x\22]"
// CHECK:         %[[DOC:.*]] = flow.put %{{.*}} into %{{.*}} "[\22r\22,\22y\22]"
// CHECK:         flow.exit "P", %[[DOC]]
// CHECK:         %[[R:.*]] = json.member %[[DOC]] "r"
// CHECK:         flow.succeed %[[R]]
flow.machine @whole {
^bb0(%input: !json.value):
  %a = json.constant "a"
  %0 = flow.put %a into %input "[\"r\",\"x\"]" <"$.r.x", "ResultPath", "P">
  %1 = flow.put %a into %0 "[\"r\",\"y\"]" <"$.r.y", "ResultPath", "P">
  flow.exit "P", %1
  %2 = json.member %1 "r"
  flow.succeed %2
}

// Documents that differ by more than values where ways meet, and those that a task gives, stay as they are.
// CHECK-LABEL: flow.machine @differ
// CHECK:         json.object ["a"]
// CHECK:         json.object ["b"]
// CHECK:       ^{{.*}}(%[[DOC:.*]]: !json.value):
// CHECK-NEXT:    json.member %[[DOC]] "a"
flow.machine @differ {
^bb0(%input: !json.value):
  %0 = json.call "truthy"(%input) : (!json.value) -> i1
  cf.cond_br %0, ^left, ^right
^left:
  %1 = json.object ["a"](%input)
  cf.br ^end(%1 : !json.value)
^right:
  %2 = json.object ["b"](%input)
  cf.br ^end(%2 : !json.value)
^end(%doc: !json.value):
  %3 = json.member %doc "a"
  %4 = json.member %doc "b"
  %5 = json.array(%3, %4)
  flow.succeed %5
}

// A path of JSONata goes by the document that the state before has made, and begins behind it.
// CHECK-LABEL: flow.machine @along
// CHECK:         %[[TOTAL:.*]] = json.call "add"
// CHECK-NOT:     json.object
// CHECK:         json.along ["total"] by(%[[TOTAL]])
// CHECK:         json.along ["inner", "id"] by(%{{.*}})
// CHECK:         json.object ["all"]
flow.machine @along {
^bb0(%input: !json.value):
  %0 = json.call "add"(%input, %input) [1 : i32] : (!json.value, !json.value) -> !json.value
  %1 = json.member %input "id"
  %2 = json.object ["total"](%0)
  %3 = flow.put %1 into %2 "[\"inner\",\"id\"]" <"$.inner.id", "ResultPath", "A">
  cf.br ^next(%3 : !json.value)
^next(%doc: !json.value):
  %4 = json.member %doc "total"
  %5 = json.along ["total"] by (%doc, %4)
  %6 = json.member %doc "inner"
  %7 = json.member %6 "id"
  %8 = json.along ["inner", "id"] by (%doc, %6, %7)
  %9 = json.array(%5, %8)
  %10 = json.object ["all"](%9)
  flow.succeed %10
}

// The document is the output, too: it stays, and what is read where the ways meet comes beside it.
// CHECK-LABEL: flow.machine @beside
// CHECK:         cf.br ^[[END:bb[0-9]+]](%{{.*}}, %{{.*}} : !json.value, !json.value)
// CHECK:         cf.br ^[[END]](%{{.*}}, %{{.*}} : !json.value, !json.value)
// CHECK:       ^[[END]](%[[DOC:.*]]: !json.value, %[[DAYS:.*]]: !json.value):
// CHECK-NOT:     json.member
// CHECK:         json.along ["days"] by(%[[DAYS]])
// CHECK:         flow.succeed %[[DOC]]
flow.machine @beside {
^bb0(%input: !json.value):
  %1 = json.constant 1.0 : f64
  %3 = json.constant 3.0 : f64
  %0 = json.call "truthy"(%input) : (!json.value) -> i1
  cf.cond_br %0, ^a, ^b
^a:
  %a = json.object ["days"](%1)
  cf.br ^end(%a : !json.value)
^b:
  %b = json.object ["days"](%3)
  cf.br ^end(%b : !json.value)
^end(%doc: !json.value):
  %2 = json.member %doc "days"
  %4 = json.along ["days"] by (%doc, %2)
  flow.exit "S", %4
  flow.succeed %doc
}

// What a loop carries is made when it ends, where it is wanted as a whole. What is known to be an object need not be opened or required.
// CHECK-LABEL: flow.machine @accumulate
// CHECK:         cf.br ^[[LOOP:bb[0-9]+]](%[[ZERO:[^ ,]*]], %[[ZERO]] : !json.value, !json.value)
// CHECK:       ^[[LOOP]](%[[N:.*]]: !json.value, %[[SUM:.*]]: !json.value):
// CHECK-NOT:     json.object
// CHECK-NOT:     flow.require
// CHECK-NOT:     "open"
// CHECK:         %[[MORE:.*]] = json.call "add"(%[[N]],
// CHECK:         %[[ALL:.*]] = json.call "add"(%[[SUM]],
// CHECK:         cf.cond_br %{{.*}}, ^[[LOOP]](%[[MORE]], %[[ALL]] : {{.*}}), ^[[END:bb[0-9]+]]
// CHECK:       ^[[END]]:
// CHECK:         %[[ACC:.*]] = json.object ["n", "sum"](%[[MORE]], %[[ALL]])
// CHECK:         flow.succeed %[[ACC]]
flow.machine @accumulate {
^bb0(%input: !json.value):
  %zero = json.constant 0.0 : f64
  %one = json.constant 1.0 : f64
  %0 = json.object ["n", "sum"](%zero, %zero)
  cf.br ^loop(%0 : !json.value)
^loop(%acc: !json.value):
  %1 = json.call "open"(%acc) : (!json.value) -> !json.value
  %2 = json.member %1 "n"
  %3 = json.call "add"(%2, %one) [1 : i32] : (!json.value, !json.value) -> !json.value
  %4 = json.member %1 "sum"
  %5 = json.call "add"(%4, %2) [1 : i32] : (!json.value, !json.value) -> !json.value
  %6 = json.object ["n", "sum"](%3, %5)
  %7 = flow.require %6 <"{'n': $acc.n + 1}", "Assign/acc", "Loop">
  %8 = json.call "truthy"(%input) : (!json.value) -> i1
  cf.cond_br %8, ^loop(%7 : !json.value), ^end
^end:
  flow.succeed %7
}

// Wanted as a whole in each turn, at two places, of which one fails: it stays, for it would be made twice.
// CHECK-LABEL: flow.machine @often
// CHECK:         json.object ["n"]
// CHECK:         cf.br ^[[LOOP:bb[0-9]+]](%{{[^,]*}} : !json.value)
// CHECK:       ^[[LOOP]](%[[ACC:.*]]: !json.value):
// CHECK:         json.call "truthy"(%[[ACC]])
// CHECK:         json.object ["n"]
flow.machine @often {
^bb0(%input: !json.value):
  %zero = json.constant 0.0 : f64
  %0 = json.object ["n"](%zero)
  cf.br ^loop(%0 : !json.value)
^loop(%acc: !json.value):
  %1 = json.call "truthy"(%acc) : (!json.value) -> i1
  cf.cond_br %1, ^again, ^end
^again:
  %2 = json.member %acc "n"
  %3 = json.array(%acc)
  flow.evaluate <"$acc.n", "Assign/n", "Again">
  %4 = flow.require %3 <"$acc.n", "Assign/n", "Again">
  %5 = json.object ["n"](%2)
  cf.br ^loop(%5 : !json.value)
^end:
  flow.succeed %zero
}

// A member that was left out since there was none would stand elsewhere in an object that is made anew: what is put there stays.
// CHECK-LABEL: flow.machine @order
// CHECK:         json.object ["a", "b"](%{{.*}}, %{{.*}})
// CHECK:         flow.put %{{.*}} into %{{.*}} "[\22a\22]"
flow.machine @order {
^bb0(%input: !json.value):
  %zero = json.constant 0.0 : f64
  %0 = json.member %input "a"
  %1 = json.object ["a", "b"](%0, %zero)
  %2 = flow.put %zero into %1 "[\22a\22]" <"$.a", "ResultPath", "P">
  cf.br ^next(%2 : !json.value)
^next(%doc: !json.value):
  %3 = json.member %doc "b"
  %4 = json.call "truthy"(%3) : (!json.value) -> i1
  cf.cond_br %4, ^next(%doc : !json.value), ^end
^end:
  flow.succeed %doc
}

// An object in another one is carried by its members in the second round.
// CHECK-LABEL: flow.machine @nested
// CHECK:         cf.br ^[[LOOP:bb[0-9]+]](
// CHECK:       ^[[LOOP]](%[[N:.*]]: !json.value):
// CHECK:         %[[MORE:.*]] = json.intrinsic "MathAdd"(%[[N]],
// CHECK:         cf.cond_br %{{.*}}, ^[[LOOP]](%[[MORE]] : !json.value), ^[[END:bb[0-9]+]]
// CHECK:       ^[[END]]:
// CHECK:         %[[INNER:.*]] = json.object ["n"](%[[MORE]])
// CHECK:         flow.put %[[INNER]] into %{{.*}} "[\22r\22]"
flow.machine @nested {
^bb0(%input: !json.value):
  %zero = json.constant 0.0 : f64
  %one = json.constant 1.0 : f64
  %0 = json.object ["n"](%zero)
  %1 = flow.put %0 into %input "[\22r\22]" <"$.r", "ResultPath", "P">
  cf.br ^loop(%1 : !json.value)
^loop(%doc: !json.value):
  %2 = json.member %doc "r"
  %3 = json.member %2 "n"
  %4 = json.intrinsic "MathAdd"(%3, %one)
  %5 = json.object ["n"](%4)
  %6 = flow.put %5 into %doc "[\22r\22]" <"$.r", "ResultPath", "P">
  %7 = json.call "truthy"(%input) : (!json.value) -> i1
  cf.cond_br %7, ^loop(%6 : !json.value), ^end
^end:
  flow.succeed %6
}

// A path that ends with the document still does.
// CHECK-LABEL: flow.machine @last
// CHECK:         json.along ["x"] by(%{{.*}})
flow.machine @last {
^bb0(%input: !json.value):
  %0 = json.object ["a"](%input)
  cf.br ^next(%0 : !json.value)
^next(%doc: !json.value):
  %1 = json.along ["x"] by (%doc)
  %2 = json.member %doc "a"
  %3 = json.call "truthy"(%2) : (!json.value) -> i1
  %4 = json.array(%1, %doc)
  cf.cond_br %3, ^next(%doc : !json.value), ^end
^end:
  flow.succeed %4
}
