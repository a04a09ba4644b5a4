#include "ProductRun.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <fcntl.h>
#include <spawn.h>
#include <sstream>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

Folder::Folder() {
  char pattern[] = "/tmp/aslc-engine-XXXXXX";
  root = mkdtemp(pattern);
}

Folder::~Folder() { std::filesystem::remove_all(root); }

std::string Folder::write(std::string_view name, std::string_view text) const {
  std::ofstream(path(name), std::ios::binary) << text;
  if (text.starts_with("#!"))
    chmod(path(name).c_str(), 0755);
  return path(name);
}

std::string Folder::read(std::string_view name) const {
  std::stringstream text;
  text << std::ifstream(path(name), std::ios::binary).rdbuf();
  return text.str();
}

std::string Folder::list() const {
  std::vector<std::string> names;
  for (const auto &entry : std::filesystem::directory_iterator(root))
    names.push_back(entry.path().filename().string() + ' ');
  std::sort(names.begin(), names.end());
  std::string all;
  for (const std::string &name : names)
    all += name;
  return all;
}

ProductRun::ProductRun(std::string_view program, std::vector<std::string> arguments, std::string_view input, int inputFd,
                       int outputFd) {
  std::string inputPath = folder.write("stdin", input), outPath = folder.path("stdout"), errPath = folder.path("stderr");
  std::string selected = "ASLC_TEST_PROGRAM=" + std::string(program);
  std::vector<char *> environment{selected.data()}, words{const_cast<char *>("/proc/self/exe")};
  for (char **variable = environ; *variable; ++variable)
    environment.push_back(*variable);
  environment.push_back(nullptr);
  for (std::string &argument : arguments)
    words.push_back(argument.data());
  words.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  if (inputFd >= 0)
    posix_spawn_file_actions_adddup2(&actions, inputFd, 0);
  else
    posix_spawn_file_actions_addopen(&actions, 0, inputPath.c_str(), O_RDONLY, 0);
  if (outputFd >= 0)
    posix_spawn_file_actions_adddup2(&actions, outputFd, 1);
  else
    posix_spawn_file_actions_addopen(&actions, 1, outPath.c_str(), O_WRONLY | O_CREAT, 0666);
  posix_spawn_file_actions_addopen(&actions, 2, errPath.c_str(), O_WRONLY | O_CREAT, 0666);
  EXPECT_EQ(posix_spawn(&pid, words[0], &actions, nullptr, words.data(), environment.data()), 0);
  posix_spawn_file_actions_destroy(&actions);
}

Result ProductRun::wait() {
  int status = 0;
  for (int tick = 0; waitpid(pid, &status, WNOHANG) == 0; ++tick) {
    if (tick == 3000) {
      ADD_FAILURE() << "the product hangs";
      kill(pid, SIGKILL);
      waitpid(pid, &status, 0);
      break;
    }
    usleep(10'000);
  }
  int code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return {code, folder.read("stdout"), folder.read("stderr")};
}

Result runProduct(std::string_view program, std::vector<std::string> arguments, std::string_view input) {
  return ProductRun(program, std::move(arguments), input).wait();
}
