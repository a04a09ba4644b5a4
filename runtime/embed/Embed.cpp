// The C interface: arguments are checked, nothing is thrown.
#include "runtime/embed/Engine.h"

#include <cstring>
#include <new>

using namespace aslrt;

static std::string_view textOf(const char *text, size_t size) { return {text, size == ASLC_WHOLE ? strlen(text) : size}; }

/// Runs the call, and gives its status; what it throws becomes one.
template <typename Call> static aslc_status guarded(std::string *trouble, Call call) {
  auto say = [&](std::string_view text) {
    try {
      if (trouble)
        *trouble = text;
    } catch (...) {
      trouble->clear();
    }
  };
  try {
    return call();
  } catch (const std::bad_alloc &) {
    say("out of memory");
    return ASLC_NO_MEMORY;
  } catch (const StateError &error) {
    say(error.cause);
  } catch (const LimitExceeded &limit) {
    say(limit.message);
  } catch (const std::exception &exception) {
    say(exception.what());
  }
  return ASLC_FAILURE;
}

static aslc_status refuse(aslc_engine *engine, aslc_status status, std::string_view text) {
  return guarded(&engine->trouble, [&] { return engine->trouble = text, status; });
}

/// A call that tells something of an execution or a task, and is false if there is none.
template <typename Call> static aslc_status telling(aslc_engine *engine, const char *what, uint64_t number, Call call) {
  if (!engine)
    return ASLC_BAD_ARGUMENT;
  return guarded(&engine->trouble, [&] {
    if (call())
      return ASLC_OK;
    engine->trouble = "there is no " + std::string(what) + ' ' + std::to_string(number) + ", or no more";
    return ASLC_UNKNOWN;
  });
}

aslc_engine *aslc_engine_create(const aslc_program *opaque, const aslc_options *options, const aslc_callbacks *callbacks,
                                aslc_status *status) {
  auto *program = reinterpret_cast<const Program *>(opaque);
  constexpr uint64_t leastMemory = 64 << 10; // as --max-memory has it
  aslc_engine *engine = nullptr;
  aslc_status result = ASLC_BAD_ARGUMENT;
  if (program && program->version != abiVersion)
    result = ASLC_FAILURE; // linked with the runtime of another release
  else if (program && !(options && ((options->max_memory && options->max_memory < leastMemory) || options->max_events == 1)))
    result = guarded(nullptr, [&] {
      engine = new aslc_engine(*program, options ? *options : aslc_options{}, callbacks ? *callbacks : aslc_callbacks{});
      return ASLC_OK;
    });
  if (status)
    *status = result;
  return engine;
}

aslc_status aslc_engine_destroy(aslc_engine *engine) {
  if (engine && engine->polling)
    return refuse(engine, ASLC_BUSY, "an engine cannot be destroyed from inside of aslc_poll");
  delete engine;
  return ASLC_OK;
}

aslc_status aslc_start(aslc_engine *engine, const char *input, size_t size, uint64_t *execution) {
  if (!engine)
    return ASLC_BAD_ARGUMENT;
  if (!input)
    return refuse(engine, ASLC_BAD_ARGUMENT, "the input is a null pointer");
  return guarded(&engine->trouble, [&] {
    uint64_t number = engine->start(textOf(input, size));
    if (execution)
      *execution = number;
    return number ? ASLC_OK : ASLC_BAD_INPUT;
  });
}

aslc_status aslc_cancel(aslc_engine *engine, uint64_t execution) {
  return telling(engine, "execution", execution, [&] { return engine->abort(execution); });
}

size_t aslc_running(const aslc_engine *engine) { return engine ? engine->running() : 0; }

int64_t aslc_poll(aslc_engine *engine) {
  if (!engine)
    return ASLC_NEVER;
  if (engine->polling) {
    refuse(engine, ASLC_BUSY, "aslc_poll was called from inside of itself");
    return ASLC_NEVER;
  }
  int64_t due = ASLC_NEVER;
  engine->polling = true;
  guarded(&engine->trouble, [&] { return due = engine->poll(), ASLC_OK; });
  engine->polling = false;
  return due;
}

aslc_status aslc_task_succeed(aslc_engine *engine, uint64_t task, const char *json, size_t size) {
  return telling(engine, "task", task, [&] { return engine->succeed(task, json ? textOf(json, size) : std::string_view()); });
}

aslc_status aslc_task_fail(aslc_engine *engine, uint64_t task, const char *error, const char *cause) {
  aslc_status taken = !engine ? ASLC_BAD_ARGUMENT : guarded(&engine->trouble, [&] {
    return engine->takesFailure(error ? error : "", cause ? cause : "") ? ASLC_OK : ASLC_BAD_ARGUMENT;
  });
  if (taken != ASLC_OK)
    return taken;
  return telling(engine, "task", task, [&] { return engine->fail(task, error ? error : "States.TaskFailed", cause); });
}

aslc_status aslc_task_heartbeat(aslc_engine *engine, uint64_t task) {
  return telling(engine, "task", task, [&] { return engine->heartbeat(task); });
}

const char *aslc_error(const aslc_engine *engine) { return engine ? engine->trouble.c_str() : ""; }
