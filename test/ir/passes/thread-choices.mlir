// RUN: %aslc-opt %s --pass-pipeline='builtin.module(flow.machine(thread-choices,canonicalize))' | FileCheck %s

// On the way from ^web the choice is decided, and what the state has looked up goes along; on the other way it is asked.
// CHECK-LABEL: flow.machine @known
// CHECK:         cf.cond_br %{{.*}}, ^[[WEB:bb[0-9]+]], ^[[MAIL:bb[0-9]+]]
// CHECK:       ^[[WEB]]:
// CHECK-NEXT:    flow.enter "Web" Pass
// CHECK-NEXT:    flow.enter "Route" Choice
// CHECK-NEXT:    %[[ID:.*]] = json.member %{{.*}} "id"
// CHECK-NEXT:    cf.br ^[[FAST:bb[0-9]+]](%[[ID]] : !json.value)
// CHECK:       ^[[MAIL]]:
// CHECK-NEXT:    flow.enter "Mail" Pass
// CHECK-NEXT:    flow.enter "Route" Choice
// CHECK:         json.match_text
// CHECK:       ^[[FAST]](%[[ANY:.*]]: !json.value):
// CHECK-NEXT:    flow.enter "Fast" Pass
// CHECK-NEXT:    flow.succeed %[[ANY]]
flow.machine @known {
^bb0(%input: !json.value):
  %web = json.constant "web"
  %lane = json.member %input "lane"
  %0 = json.call "truthy"(%input) : (!json.value) -> i1
  cf.cond_br %0, ^web, ^mail
^web:
  flow.enter "Web" Pass
  cf.br ^route(%web : !json.value)
^mail:
  flow.enter "Mail" Pass
  cf.br ^route(%lane : !json.value)
^route(%v: !json.value):
  flow.enter "Route" Choice
  %id = json.member %input "id"
  %1 = json.match_text %v ["web", "app"]
  cf.switch %1 : i32, [
    default: ^slow,
    0: ^fast,
    1: ^fast
  ]
^fast:
  flow.enter "Fast" Pass
  flow.succeed %id
^slow:
  flow.enter "Slow" Pass
  flow.succeed %v
}

// A variable that was not assigned on one way.
// CHECK-LABEL: flow.machine @assigned
// CHECK-COUNT-1: json.call "defined"
// CHECK-NOT:     json.call "defined"
flow.machine @assigned {
^bb0(%input: !json.value):
  %none = json.undefined
  %x = json.member %input "x"
  %0 = json.call "truthy"(%input) : (!json.value) -> i1
  cf.cond_br %0, ^a, ^b
^a:
  flow.enter "A" Pass
  cf.br ^route(%none : !json.value)
^b:
  flow.enter "B" Pass
  cf.br ^route(%x : !json.value)
^route(%v: !json.value):
  %1 = json.call "defined"(%v) : (!json.value) -> i1
  cf.cond_br %1, ^there, ^missing
^there:
  flow.enter "There" Pass
  flow.succeed %input
^missing:
  flow.enter "Missing" Pass
  flow.succeed %input
}

// Decided on two ways out of three: what the state makes comes from three places.
// CHECK-LABEL: flow.machine @twice
// CHECK-COUNT-3: json.array
// CHECK-NOT:     json.array
// CHECK:         flow.enter "Fast" Pass
flow.machine @twice {
^bb0(%input: !json.value):
  %web = json.constant "web"
  %app = json.constant "app"
  %lane = json.member %input "lane"
  %0 = json.match_text %lane ["a", "b"]
  cf.switch %0 : i32, [
    default: ^route(%lane : !json.value),
    0: ^a,
    1: ^b
  ]
^a:
  flow.enter "A" Pass
  cf.br ^route(%web : !json.value)
^b:
  flow.enter "B" Pass
  cf.br ^route(%app : !json.value)
^route(%v: !json.value):
  %made = json.array(%v)
  %1 = json.match_text %v ["web", "app"]
  cf.switch %1 : i32, [
    default: ^slow,
    0: ^fast,
    1: ^fast
  ]
^fast:
  flow.enter "Fast" Pass
  flow.succeed %made
^slow:
  flow.enter "Slow" Pass
  flow.succeed %v
}
