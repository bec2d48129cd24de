// CRC-32 as in Ethernet, gzip and PNG (ISO-HDLC: reflected 0x04C11DB7, initial and final inversion), so that
// a line can be checked with any tool. It is ours because a log line is short: zlib's goes byte by byte below
// some hundred bytes. Sixteen bytes a step by carry-less multiplication where the processor has it (Gopal et
// al., "Fast CRC Computation for Generic Polynomials Using PCLMULQDQ Instruction", Intel 2009), else eight by
// tables (Kounavis and Berry, "A Systematic Approach to Building High Performance Software-based CRC
// Generators", 2005).
#pragma once

#include <cstdint>
#include <string_view>

namespace heddle {

// Thread safety: any thread at any time.
std::uint32_t crc32(std::string_view bytes);

}  // namespace heddle
