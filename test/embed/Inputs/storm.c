/* Random calls, from a seed, on an engine of which tasks stand in branches, iterations and children of distributed Map states. Each execution
 * must end once, and each task be answered or cancelled, but not both, whatever is called when. */
#include "storm.h"

#include <stdio.h>
#include <stdlib.h>

#define MOST 100000
#define ROUNDS 20000

enum { Unknown, Alive, Answered, Over };
static unsigned char state_of[MOST]; /* of executions and tasks, which have numbers in common */
static uint64_t tasks[MOST], executions[MOST];
static int task_count, execution_count, ended_count, cancelled_count, closing, trouble;
static int64_t time_now = 5;
static uint64_t seed;

static uint32_t below(uint32_t end) {
  seed = seed * 6364136223846793005u + 1442695040888963407u;
  return (uint32_t)(seed >> 33) % end;
}
static void check(int good, const char *what) {
  if (!good && trouble++ < 10)
    printf("trouble: %s\n", what);
}
static int64_t now(void *user) { (void)user; return time_now; }

static void answer(aslc_engine *engine, uint64_t task) {
  int open = state_of[task] == Alive;
  aslc_status status;
  switch (below(6)) {
  case 0: status = aslc_task_fail(engine, task, "Sometimes", "as it happens"); break;
  case 1: status = aslc_task_fail(engine, task, NULL, NULL); break;
  case 2: status = aslc_task_succeed(engine, task, "[1, {\"a\": \"b\"}", ASLC_WHOLE); break;
  case 3: check(aslc_task_heartbeat(engine, task) == (open ? ASLC_OK : ASLC_UNKNOWN), "heartbeat"); return;
  default: status = aslc_task_succeed(engine, task, "[1, {\"a\": \"b\"}]", ASLC_WHOLE);
  }
  check(status == (open ? ASLC_OK : ASLC_UNKNOWN), "answer");
  if (open)
    state_of[task] = Answered;
}

static void act(aslc_engine *engine) {
  switch (below(8)) {
  case 0:
    if (!closing && aslc_running(engine) < 50 && execution_count < MOST / 20) {
      uint64_t number;
      check(aslc_start(engine, below(10) ? "{}" : "{\"items\": [1, 2]}", ASLC_WHOLE, &number) == ASLC_OK, "start");
      state_of[number] = Alive;
      executions[execution_count++] = number;
    }
    break;
  case 1:
    if (execution_count && below(4) == 0) {
      uint64_t number = executions[below((uint32_t)execution_count)];
      check(aslc_cancel(engine, number) == (state_of[number] == Alive ? ASLC_OK : ASLC_UNKNOWN), "cancel");
    }
    break;
  default:
    if (task_count)
      answer(engine, tasks[(uint32_t)task_count - 1 - below((uint32_t)(task_count < 40 ? task_count : 40))]);
  }
}

static void task(void *user, aslc_engine *engine, const aslc_task *task) {
  (void)user;
  check(state_of[task->execution] == Alive, "a task of no execution");
  check(state_of[task->task] == Unknown, "a task twice");
  state_of[task->task] = Alive;
  tasks[task_count++] = task->task;
  if (below(3) == 0)
    act(engine);
}
static void cancelled(void *user, aslc_engine *engine, uint64_t task) {
  (void)user;
  check(state_of[task] == Alive, "cancelled what is not alive");
  state_of[task] = Over;
  ++cancelled_count;
  if (below(3) == 0)
    act(engine);
}
static void ended(void *user, aslc_engine *engine, const aslc_ending *ending) {
  (void)user;
  check(state_of[ending->execution] == Alive, "ended twice");
  state_of[ending->execution] = Over;
  ++ended_count;
  if (below(3) == 0)
    act(engine);
}
static void history(void *user, aslc_engine *engine, const char *json, size_t size) {
  (void)user;
  (void)engine;
  check(size > 2 && json[0] == '{' && json[size] == 0, "history");
}

int main(int argc, char **argv) {
  aslc_callbacks callbacks = {0};
  aslc_options options = {0};
  aslc_engine *engine;
  int round;
  seed = (uint64_t)atoi(argc > 1 ? argv[1] : "1");
  callbacks.task = task;
  callbacks.cancelled = cancelled;
  callbacks.ended = ended;
  callbacks.now = now;
  if (seed % 2)
    callbacks.history = history;
  options.seeded = 1;
  options.seed = seed;
  engine = aslc_engine_create(storm_program(), &options, &callbacks, NULL);
  for (round = 0; round < ROUNDS && task_count < MOST / 2; ++round) {
    int64_t due;
    act(engine);
    due = aslc_poll(engine);
    if (due > time_now)
      time_now = due == ASLC_NEVER || below(4) ? time_now + below(1000000000) : due;
  }
  check((size_t)(execution_count - ended_count) == aslc_running(engine), "lost executions");
  closing = 1;
  for (round = 0; round < execution_count; ++round)
    aslc_cancel(engine, executions[round]);
  for (round = 0; round < 10; ++round)
    aslc_poll(engine);
  check(aslc_running(engine) == 0 && ended_count == execution_count, "executions that do not end");
  for (round = 0; round < task_count; ++round)
    check(state_of[tasks[round]] != Alive, "a task that was forgotten");
  check(execution_count > 100 && task_count > 500 && cancelled_count > 50, "little happened");
  aslc_engine_destroy(engine);
  printf("%d troubles\n", trouble);
  return trouble != 0;
}
