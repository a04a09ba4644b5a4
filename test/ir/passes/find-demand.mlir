// RUN: %aslc-opt %s --find-demand --split-input-file | FileCheck %s

// Members, through branches and objects made of them; of an array, those of its items. What is part of the output is all of it.
// CHECK: module attributes {flow.demand = {customer = {city, tier}, id, items = {price}}}
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

// Of an iteration's input: what its machine reads of it. A loop comes to an end.
// CHECK: module attributes {flow.demand = {items = {next, qty}}}
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
// CHECK: module attributes {flow.demand = {next = {next = {
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
// CHECK:     module {
// CHECK-NOT: flow.demand
module {
  flow.machine @whole {
  ^bb0(%in: !json.value):
    %0 = jsonata.fields %in ["n"]
    flow.succeed %in
  }
}

// -----

// A task may be run once only.
// CHECK:     module {
// CHECK-NOT: flow.demand
module {
  flow.machine @task {
  ^bb0(%in: !json.value):
    %0 = jsonata.fields %in ["n"]
    flow.task %0 "exec:t" of "T", ^done
  ^done(%result: !json.value):
    flow.succeed %result
  }
}

// -----

// A catcher sees causes, in which values are.
// CHECK:     module {
// CHECK-NOT: flow.demand
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
// CHECK: module attributes {flow.demand = {more, nested}}
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
// CHECK:     module {
// CHECK-NOT: flow.demand
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

// What fails by a random value, or by the time, would be given another one.
// CHECK:     module {
// CHECK-NOT: flow.demand
module {
  flow.machine @draws {
  ^bb0(%in: !json.value):
    %0 = jsonata.fields %in ["n"]
    %1 = json.undefined
    %2 = jsonata.call "random"() context %1 at 1
    %3 = json.object ["n", "r"](%0, %2)
    flow.succeed %3
  }
}

// -----

// CHECK:     module {
// CHECK-NOT: flow.demand
module {
  flow.machine @names {
  ^bb0(%in: !json.value):
    %0 = jsonata.fields %in ["n"]
    %1 = json.intrinsic "UUID"()
    %2 = json.object ["n", "id"](%0, %1)
    flow.succeed %2
  }
}

// -----

// CHECK:     module {
// CHECK-NOT: flow.demand
module {
  flow.machine @reads_the_clock {
  ^bb0(%in: !json.value):
    %0 = jsonata.fields %in ["n"]
    %1 = jsonata.builtin "now"
    %2 = json.object ["n"](%0)
    flow.succeed %2
  }
}

// -----

// What a debugger is told of is not read by the workflow.
// CHECK:     module attributes {flow.demand = {n}} {
module {
  flow.machine @described {
  ^bb0(%in: !json.value):
    flow.debug_value "input" = %in
    %0 = jsonata.fields %in ["n"]
    flow.succeed %0
  }
}
