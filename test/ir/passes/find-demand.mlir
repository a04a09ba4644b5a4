// RUN: %aslc-opt %s --find-demand --split-input-file | FileCheck %s

// Members, through branches and objects made of them; of an array, those of its items. What is part of the output is kept as text.
// CHECK: module attributes {flow.anonymous, flow.inputs = {members = {customer = {city = #flow.demand<{}, passed>, tier = #flow.demand<{}, passed>},
// CHECK-SAME: id = #flow.demand<{}, passed>, items = {price = #flow.demand<{}, passed>}}}
module {
  flow.machine @members {
  ^bb0(%in: !json.value):
    cf.br ^bb1(%in : !json.value)
  ^bb1(%state: !json.value):
    %0 = jsonata.fields %state ["customer", "tier"]
    %1 = flow.require %0 <"$states.input.customer.tier", "Output/tier", "A">
    %2 = json.object ["tier", "of"](%1, %1)
    %3 = jsonata.fields %2 ["tier"]
    %4 = jsonata.field %state "customer"
    %5 = jsonata.field %4 "city"
    %6 = jsonata.fields open %state ["items"]
    %7 = jsonata.step %6 last {
    ^bb0(%item: !json.value):
      %p = jsonata.fields %item ["price"]
      jsonata.yield %p
    }
    %8 = jsonata.fields %state ["id"]
    %9 = json.object ["tier", "city", "prices", "id"](%3, %5, %7, %8)
    flow.succeed %9
  }
}

// -----

// A document that is passed on has all members of that before, and down to its place.
// CHECK: flow.inputs = {passed = #flow.demand<{a = #flow.demand<{}, passed_members>}, passed_members>}
module {
  flow.machine @passed {
  ^bb0(%in: !json.value):
    %0 = json.constant "new"
    %1 = flow.put %0 into %in "[\"a\",\"b\"]" <"$.a.b", "ResultPath", "T">
    flow.succeed %1
  }
}

// -----

// An item that is replaced has to be there: the way to it is looked at, though nobody reads the document.
// CHECK: flow.inputs = {item = #flow.demand<{a = {b = {}}}, told>}
module {
  flow.machine @item {
  ^bb0(%in: !json.value):
    %0 = json.constant "new"
    %1 = flow.put %0 into %in "[\"a\",\"b\",0]" <"$.a.b[0]", "ResultPath", "T">
    flow.succeed %0
  }
}

// -----

// The text of a document will do for one more member, if it is known whether it has one of that name.
// CHECK: flow.inputs = {more = #flow.demand<{amount = #flow.demand<{}, passed>, b = {}, c = {}}, passed>}
module {
  flow.machine @more {
  ^bb0(%in: !json.value):
    %0 = json.constant "new"
    %1 = flow.put %0 into %in "[\"b\"]" <"$.b", "ResultPath", "T">
    %2 = json.member %1 "amount"
    %3 = flow.require_path field %2 from %1 "[\"amount\"]" <"$.amount", "InputPath", "U">
    %4 = flow.put %3 into %1 "[\"c\"]" <"$.c", "ResultPath", "U">
    flow.succeed %4
  }
}

// -----

// If it is one of its members that is passed on, it is that which has all.
// CHECK: flow.inputs = {member = #flow.demand<{a = #flow.demand<{}, passed_members>}, told>}
module {
  flow.machine @member {
  ^bb0(%in: !json.value):
    %0 = json.constant "new"
    %1 = flow.put %0 into %in "[\"a\",\"b\"]" <"$.a.b", "ResultPath", "T">
    %2 = json.member %1 "a"
    %3 = flow.require_path field %2 from %1 "[\"a\"]" <"$.a", "OutputPath", "N">
    flow.succeed %3
  }
}

// -----

// Of an iteration's input: what its machine reads of it, and of its output what the machine around reads of the results. A loop comes to an
// end. What is no array is told.
// CHECK: flow.inputs = {outer = {items = #flow.demand<{next, qty = #flow.demand<{}, passed>}, items>}
module {
  flow.machine @outer {
  ^bb0(%in: !json.value):
    %0 = json.member %in "items"
    %1 = flow.require_items %0
    flow.map_started %1
    flow.fork each %1 [@outer.Each.1]() of "Each", ^done
  ^done(%results: !json.value):
    flow.succeed %results
  }
  flow.machine @outer.Each.1 {
  ^bb0(%in: !json.value):
    cf.br ^loop(%in : !json.value)
  ^loop(%item: !json.value):
    %0 = jsonata.fields %item ["qty"]
    %1 = jsonata.fields %item ["next"]
    %2 = jsonata.truthy %1
    cf.cond_br %2, ^loop(%item : !json.value), ^end
  ^end:
    flow.succeed %0
  }
}

// -----

// A loop that goes down and down: all, from some depth on.
// CHECK: flow.inputs = {list = {next = {next = {
module {
  flow.machine @list {
  ^bb0(%in: !json.value):
    cf.br ^loop(%in : !json.value)
  ^loop(%item: !json.value):
    %0 = jsonata.fields %item ["next"]
    %1 = jsonata.defined %0
    cf.cond_br %1, ^loop(%0 : !json.value), ^end
  ^end:
    %2 = json.constant unit
    flow.succeed %2
  }
}

// -----

// The input is passed on.
// CHECK: flow.inputs = {whole = #flow.demand<{n}, passed>}
module {
  flow.machine @whole {
  ^bb0(%in: !json.value):
    %0 = jsonata.fields %in ["n"]
    %1 = jsonata.truthy %0
    cf.cond_br %1, ^a, ^a
  ^a:
    flow.succeed %in
  }
}

// -----

// Arguments of tasks are only written. Of results, what is read of them.
// CHECK: flow.inputs = {task = {n = #flow.demand<{}, passed>}}, flow.results = {T = {code, data = #flow.demand<{}, passed>}}}
module {
  flow.machine @task {
  ^bb0(%in: !json.value):
    %0 = jsonata.fields %in ["n"]
    flow.task %0 "exec:t" of "T", ^done
  ^done(%result: !json.value):
    %1 = jsonata.fields %result ["code"]
    %2 = jsonata.truthy %1
    cf.cond_br %2, ^ok, ^ok
  ^ok:
    %3 = jsonata.fields %result ["data"]
    flow.succeed %3
  }
}

// -----

// What a catcher gets is no part of the input.
// CHECK: flow.inputs = {catches = {n = #flow.demand<{}, passed>}
module {
  flow.machine @catches {
  ^bb0(%in: !json.value):
    flow.attempt "A" retry [] catch [["States.ALL"]], ^body, (^caught)
  ^body:
    %0 = jsonata.fields %in ["n"]
    flow.end_attempt
    flow.succeed %0
  ^caught:
    %1 = flow.error_output
    flow.succeed %1
  }
}

// -----

// A loop puts what it has into an object, turn by turn: all of that may be read. What is read beside it is known as well.
// CHECK: flow.inputs = {grows = {more, nested}
module {
  flow.machine @grows {
  ^bb0(%in: !json.value):
    %0 = jsonata.fields %in ["nested"]
    cf.br ^loop(%0 : !json.value)
  ^loop(%doc: !json.value):
    %1 = json.object ["inner"](%doc)
    %2 = jsonata.fields %in ["more"]
    %3 = jsonata.truthy %2
    cf.cond_br %3, ^loop(%1 : !json.value), ^done
  ^done:
    flow.succeed %1
  }
}

// -----

// A loop that goes down by one of two names has too many ways to tell.
// CHECK:     module attributes {flow.anonymous} {
module {
  flow.machine @descends {
  ^bb0(%in: !json.value):
    %0 = jsonata.fields %in ["tree"]
    cf.br ^loop(%0 : !json.value)
  ^loop(%doc: !json.value):
    %1 = jsonata.fields %doc ["left"]
    %2 = jsonata.fields %doc ["right"]
    %3 = jsonata.fields %in ["more"]
    %4 = jsonata.truthy %3
    cf.cond_br %4, ^loop(%1 : !json.value), ^or
  ^or:
    cf.cond_br %4, ^loop(%2 : !json.value), ^done
  ^done:
    %5 = jsonata.fields %doc ["name"]
    flow.succeed %5
  }
}

// -----

// What a debugger is told of is not read by the workflow.
// CHECK:     flow.inputs = {described = {n = #flow.demand<{}, passed>}}} {
module {
  flow.machine @described {
  ^bb0(%in: !json.value):
    flow.debug_value "input" = %in
    %0 = jsonata.fields %in ["n"]
    flow.succeed %0
  }
}

// -----

// A path that leads nowhere tells what it was followed from: of a document that ResultPath makes, with the text of that before. What is read
// of the document is read of that before, but at the place of what is new.
// CHECK: flow.inputs = {paths = #flow.demand<{a = {}, amount, id = #flow.demand<{}, passed>}, told>},
// CHECK-SAME: flow.results = {T = #flow.demand<{code = #flow.demand<{}, passed>}, told>}}
module {
  flow.machine @paths {
  ^bb0(%in: !json.value):
    %0 = json.member %in "id"
    %1 = flow.require_path template %0 from %in "[\"id\"]" <"$.id", "id.$", "T">
    %2 = json.object ["id"](%1)
    flow.task %2 "exec:t" of "T", ^done
  ^done(%result: !json.value):
    %3 = flow.put %result into %in "[\"a\",\"b\"]" <"$.a.b", "ResultPath", "T">
    %4 = json.member %3 "amount"
    %5 = jsonata.truthy %4
    cf.cond_br %5, ^next, ^next
  ^next:
    %6 = json.member %3 "a"
    %7 = json.member %6 "b"
    %8 = json.member %7 "code"
    %9 = flow.require_path field %8 from %3 "[\"a\",\"b\",\"code\"]" <"$.a.b.code", "OutputPath", "N">
    flow.succeed %9
  }
}

// -----

// The context object has the input; and in an iteration the item.
// CHECK-NOT: flow.anonymous
// CHECK: flow.inputs = {context = {items = #flow.demand<{sku = #flow.demand<{}, passed>}, items>, other = #flow.demand<{}, passed>}}
module {
  flow.machine @context {
  ^bb0(%in: !json.value):
    %0 = jsonata.fields %in ["items"]
    %1 = flow.require_items %0
    flow.fork each %1 [@context.Each.1]() of "Each", ^done
  ^done(%results: !json.value):
    %2 = flow.context
    %3 = jsonata.fields %2 ["Execution", "Input", "other"]
    %4 = json.object ["results", "other"](%results, %3)
    flow.succeed %4
  }
  flow.machine @context.Each.1 {
  ^bb0(%item: !json.value):
    %0 = flow.context
    %1 = jsonata.fields %0 ["Map", "Item", "Value", "sku"]
    flow.succeed %1
  }
}

// -----

// The observed copy, which runs the same iterations, tells of their results, and has whole inputs: what it reads does not count.
// CHECK: flow.inputs = {map = {items = #flow.demand<{id = #flow.demand<{}, passed>}, items>}
module {
  flow.machine @map {
  ^bb0(%in: !json.value):
    %0 = jsonata.fields %in ["items"]
    %1 = flow.require_items %0
    flow.fork each %1 [@map.Each.1]() of "Each", ^done
  ^done(%results: !json.value):
    flow.succeed %results
  }
  flow.machine @map.Each.1 {
  ^bb0(%item: !json.value):
    %0 = jsonata.fields %item ["id"]
    flow.succeed %0
  }
  flow.machine observed @map.observed {
  ^bb0(%in: !json.value):
    %0 = jsonata.fields %in ["items"]
    %1 = flow.require_items %0
    flow.fork each %1 [@map.Each.1]() of "Each", ^done
  ^done(%results: !json.value):
    flow.exit "Each", %results
    flow.succeed %results
  }
}

// -----

// Children of a distributed Map state are executions of their own: what is read of their inputs, and their outputs are only written. So is
// what an ItemSelector makes, of items that are read whole.
// CHECK: flow.inputs = {distributed.Each.1 = {id = #flow.demand<{}, passed>, qty}}
// CHECK-SAME: flow.results = {T = #flow.demand<{}, passed>}
module {
  flow.machine @distributed {
  ^bb0(%in: !json.value):
    %settings = json.literal "{}"
    flow.fork each %in [@distributed.Each.1, @distributed.Each.2]() of "Each" run %settings, ^done
  ^done(%results: !json.value):
    flow.succeed %results
  }
  flow.machine @distributed.Each.1 {
  ^bb0(%in: !json.value):
    %0 = jsonata.fields %in ["qty"]
    %1 = jsonata.truthy %0
    cf.cond_br %1, ^ask, ^end
  ^ask:
    %2 = jsonata.fields %in ["id"]
    flow.task %2 "exec:t" of "T", ^done
  ^done(%result: !json.value):
    flow.succeed %result
  ^end:
    %3 = jsonata.fields %in ["id"]
    flow.succeed %3
  }
  flow.machine @distributed.Each.2 {
  ^bb0(%item: !json.value):
    flow.succeed %item
  }
}
