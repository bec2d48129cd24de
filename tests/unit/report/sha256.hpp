// A hash by somebody else's program.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <bitset>
#include <cstdio>
#include <fstream>
#include <memory>
#include <string>

namespace heddle::test {

// What coreutils say, as base64 (RFC 4648): 32 bytes, and so 43 digits and one sign that fills up.
inline std::string sha256_of(const std::string& text) {
  const std::string path = testing::TempDir() + "heddle_hashed_" + std::to_string(::getpid());
  std::ofstream(path, std::ios::binary) << text;
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> shell(
      ::popen(("sha256sum '" + path + "'").c_str(), "r"), ::pclose);
  std::array<char, 65> hex{};
  if (std::fgets(hex.data(), hex.size(), shell.get()) == nullptr) return "";
  std::string bits;
  for (const char digit : std::string(hex.data()))
    bits += std::bitset<4>(std::stoul(std::string(1, digit), nullptr, 16)).to_string();
  bits.resize(43 * 6, '0');
  std::string base64;
  for (std::size_t at = 0; at < bits.size(); at += 6)
    base64 += "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"[std::stoul(
        bits.substr(at, 6), nullptr, 2)];
  return base64 + "=";
}

}  // namespace heddle::test
