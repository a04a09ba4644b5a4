// The rate at which programs can be run at all:
//
//   spawn IN_FLIGHT PROGRAM < LINES
//
// runs PROGRAM for each line of stdin, which is its input, with up to IN_FLIGHT of them at a time, and writes their outputs in order.
#define _GNU_SOURCE
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

typedef struct {
  pid_t pid;
  int output;
} Running;

static void check(int ok, const char *what) {
  if (!ok) {
    perror(what);
    exit(2);
  }
}

static Running start(char *program, const char *line, size_t size) {
  int in[2], out[2];
  check(pipe2(in, O_CLOEXEC) == 0 && pipe2(out, O_CLOEXEC) == 0, "pipe2");
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, in[0], 0);
  posix_spawn_file_actions_adddup2(&actions, out[1], 1);
  char *argv[] = {program, NULL};
  Running running = {0, out[0]};
  check(posix_spawn(&running.pid, program, &actions, NULL, argv, environ) == 0, program);
  posix_spawn_file_actions_destroy(&actions);
  close(in[0]);
  close(out[1]);
  check(write(in[1], line, size) == (ssize_t)size, "write");
  close(in[1]);
  return running;
}

static void finish(Running running) {
  char buffer[4096];
  ssize_t size;
  while ((size = read(running.output, buffer, sizeof buffer)) > 0)
    check(fwrite(buffer, 1, size, stdout) == (size_t)size, "stdout");
  close(running.output);
  int status;
  check(waitpid(running.pid, &status, 0) == running.pid && status == 0, "waitpid");
}

int main(int argc, char **argv) {
  int most = argc == 3 ? atoi(argv[1]) : 0;
  if (most < 1) {
    fputs("usage: spawn IN_FLIGHT PROGRAM < LINES\n", stderr);
    return 2;
  }
  Running *ring = calloc(most, sizeof(Running));
  char *line = NULL;
  size_t room = 0, count = 0;
  for (ssize_t size; (size = getline(&line, &room, stdin)) > 0; ++count) {
    if (count >= (size_t)most)
      finish(ring[count % most]);
    ring[count % most] = start(argv[2], line, size);
  }
  for (size_t i = count > (size_t)most ? count - most : 0; i < count; ++i)
    finish(ring[i % most]);
  return fflush(stdout) == 0 ? 0 : 2;
}
