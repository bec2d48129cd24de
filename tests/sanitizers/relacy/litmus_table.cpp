#include "litmus_table.hpp"

#include <algorithm>

namespace heddle::test {
namespace {

constexpr bool kAllowed = true;
constexpr bool kForbidden = false;

constexpr std::string_view kNoRule;
constexpr std::string_view kReadRead = "[intro.races]/16";
constexpr std::string_view kReadWrite = "[intro.races]/17";
constexpr std::string_view kWriteRead = "[intro.races]/18";
constexpr std::string_view kWriteWrite = "[intro.races]/15";
constexpr std::string_view kRace = "[intro.races]/21";
constexpr std::string_view kSingle = "[atomics.order]/4";
constexpr std::string_view kUpdate = "[atomics.order]/10";

constexpr DeviationText kDeviations[]{
    {Deviation::kLoadBuffering, "load buffering",
     "A load sees no store that comes after it, neither in its own thread nor by a way through others. "
     "Compilers and "
     "processors do move a store before a load.",
     true},
    {Deviation::kStoreOrder, "order of stores",
     "The stores of one thread, and its loads and the stores after them, take effect in the order in which "
     "they are "
     "written down, as others see them in the modification orders.",
     true},
    {Deviation::kOneOrder, "one order",
     "Sequentially consistent operations take effect in the one order of all steps. C++20 lets their order "
     "disagree "
     "with happens-before, and with the modification order, where weaker orders come between.",
     true},
    {Deviation::kReleaseSequence, "release sequences",
     "A store of the thread that has stored last goes on with that store's release sequence, as in C++11. "
     "Since C++20 "
     "only read-modify-writes do.",
     true},
    {Deviation::kFencesSynchronise, "fences synchronise",
     "A sequentially consistent fence synchronises with every later one. In the standard that takes an "
     "atomic that "
     "the one thread stores after its fence and the other loads before its own.",
     true},
    {Deviation::kFailedExchange, "failed compare-exchange",
     "A compare-exchange that fails returns the newest value.", true},
    {Deviation::kHistory, "last three values", "A load returns one of the last three values of an atomic.",
     true},
    {Deviation::kWeakStores, "seq_cst loads of weaker stores",
     "A sequentially consistent load may return an old value though another one has seen a newer, where the "
     "newer was "
     "stored with a weaker order; as in C++11.",
     false},
    {Deviation::kFencesAlone, "seq_cst fence against seq_cst operation",
     "Sequentially consistent fences are ordered among each other, and operations among each other, and not "
     "the ones "
     "with the others.",
     false},
};

constexpr LitmusRow kTable[]{
    // Both loads miss the other thread's store.
    {"Store buffering (SB)", "x = 1 rlx; a = y rlx || y = 1 rlx; b = x rlx", "a=0 b=0", kAllowed, kNoRule},
    {"Store buffering (SB)", "x = 1 rel; a = y acq || y = 1 rel; b = x acq", "a=0 b=0", kAllowed, kNoRule},
    {"Store buffering (SB)", "x = 1 sc; a = y sc || y = 1 sc; b = x sc", "a=0 b=0", kForbidden, kSingle},
    {"Store buffering (SB)", "x = 1 sc; a = y acq || y = 1 sc; b = x acq", "a=0 b=0", kAllowed, kNoRule},
    {"Store buffering (SB)", "x = 1 rel; a = y sc || y = 1 rel; b = x sc", "a=0 b=0", kAllowed, kNoRule},
    {"Store buffering (SB)", "x = 1 sc; a = y sc || y = 1 rlx; b = x sc", "a=0 b=0", kAllowed, kNoRule},
    {"Store buffering (SB)", "x = 1 rlx; fence ar; a = y rlx || y = 1 rlx; fence ar; b = x rlx", "a=0 b=0",
     kAllowed, kNoRule},
    {"Store buffering (SB)", "x = 1 rlx; fence sc; a = y rlx || y = 1 rlx; fence sc; b = x rlx", "a=0 b=0",
     kForbidden, kSingle},
    {"Store buffering (SB)", "x = 1 rlx; fence sc; a = y rlx || y = 1 rlx; b = x rlx", "a=0 b=0", kAllowed,
     kNoRule},
    {"Store buffering (SB)", "x = 1 sc; a = y sc || y = 1 rlx; fence sc; b = x rlx", "a=0 b=0", kForbidden,
     kSingle, Deviation::kFencesAlone},
    {"Store buffering (SB)", "x = 1 sc; a = y sc || y = 1 rlx; b = y sc; c = x sc", "a=0 b=1 c=0", kForbidden,
     kSingle, Deviation::kWeakStores},
    {"Store buffering (SB)", "a = x++ ar; b = y acq || c = y++ ar; e = x acq", "b=0 e=0", kAllowed, kNoRule},
    {"Store buffering (SB)", "a = x++ sc; b = y sc || c = y++ sc; e = x sc", "b=0 e=0", kForbidden, kSingle},

    // The flag is seen, and the data that was stored before it is not.
    {"Message passing (MP)", "x = 1 rlx; y = 1 rlx || a = y rlx; b = x rlx", "a=1 b=0", kAllowed, kNoRule},
    {"Message passing (MP)", "x = 1 rlx; y = 1 rel || a = y rlx; b = x rlx", "a=1 b=0", kAllowed, kNoRule},
    {"Message passing (MP)", "x = 1 rlx; y = 1 rlx || a = y acq; b = x rlx", "a=1 b=0", kAllowed, kNoRule},
    {"Message passing (MP)", "x = 1 rlx; y = 1 rel || a = y acq; b = x rlx", "a=1 b=0", kForbidden,
     kWriteRead},
    {"Message passing (MP)", "x = 1 sc; y = 1 sc || a = y sc; b = x sc", "a=1 b=0", kForbidden, kWriteRead},
    {"Message passing (MP)", "x = 1 rlx; fence rel; y = 1 rlx || a = y rlx; fence acq; b = x rlx", "a=1 b=0",
     kForbidden, kWriteRead},
    {"Message passing (MP)", "x = 1 rlx; y = 1 rel || a = y rlx; fence acq; b = x rlx", "a=1 b=0", kForbidden,
     kWriteRead},
    {"Message passing (MP)", "x = 1 rlx; fence rel; y = 1 rlx || a = y acq; b = x rlx", "a=1 b=0", kForbidden,
     kWriteRead},
    {"Message passing (MP)", "x = 1 rlx; fence rel; y = 1 rlx || a = y rlx; b = x rlx", "a=1 b=0", kAllowed,
     kNoRule},
    {"Message passing (MP)", "x = 1 rlx; y = 1 rlx || a = y rlx; fence acq; b = x rlx", "a=1 b=0", kAllowed,
     kNoRule},
    {"Message passing (MP)", "x = 1 rlx; fence sc; y = 1 rlx || a = y rlx; fence sc; b = x rlx", "a=1 b=0",
     kForbidden, kWriteRead},
    {"Message passing (MP)", "d = 1; y = 1 rel || a = y acq; if a == 1; b = d", "race", kForbidden, kRace},
    {"Message passing (MP)", "d = 1; fence rel; y = 1 rlx || a = y rlx; if a == 1; fence acq; b = d", "race",
     kForbidden, kRace},
    {"Message passing (MP)", "d = 1; y = 1 rlx || a = y acq; if a == 1; b = d", "race", kAllowed, kNoRule},
    {"Message passing (MP)", "d = 1; y = 1 rel || a = y rlx; if a == 1; b = d", "race", kAllowed, kNoRule},
    {"Message passing (MP)", "d = 1; y = 1 rel || a = y cas 1 2 acq; if a == 1; b = d", "race", kForbidden,
     kRace},
    {"Message passing (MP)", "d = 1; y = 1 rel || a = y cas 2 3 rlx; if a == 1; b = d", "race", kAllowed,
     kNoRule},

    // Each load sees the store that follows the other's.
    {"Load buffering (LB)", "a = x rlx; y = 1 rlx || b = y rlx; x = 1 rlx", "a=1 b=1", kAllowed, kNoRule,
     Deviation::kLoadBuffering},
    {"Load buffering (LB)", "a = x acq; y = 1 rlx || b = y acq; x = 1 rlx", "a=1 b=1", kAllowed, kNoRule,
     Deviation::kLoadBuffering},
    {"Load buffering (LB)", "a = x rlx; y = 1 rel || b = y rlx; x = 1 rel", "a=1 b=1", kAllowed, kNoRule,
     Deviation::kLoadBuffering},
    {"Load buffering (LB)", "a = x rlx; y = 1 rel || b = y acq; x = 1 rlx", "a=1 b=1", kForbidden,
     kReadWrite},
    {"Load buffering (LB)", "a = x acq; y = 1 rel || b = y acq; x = 1 rel", "a=1 b=1", kForbidden,
     kReadWrite},
    {"Load buffering (LB)", "a = x sc; y = 1 sc || b = y sc; x = 1 sc", "a=1 b=1", kForbidden, kReadWrite},
    {"Load buffering (LB)", "a = x rlx; fence sc; y = 1 rlx || b = y rlx; fence sc; x = 1 rlx", "a=1 b=1",
     kForbidden, kReadWrite},

    // In both atomics the store that was written down first comes last.
    {"Two writes each (2+2W)", "x = 1 rlx; y = 2 rlx || y = 1 rlx; x = 2 rlx", "x=1 y=1", kAllowed, kNoRule,
     Deviation::kStoreOrder},
    {"Two writes each (2+2W)", "x = 1 rel; y = 2 rel || y = 1 rel; x = 2 rel", "x=1 y=1", kAllowed, kNoRule,
     Deviation::kStoreOrder},
    {"Two writes each (2+2W)", "x = 1 sc; y = 2 sc || y = 1 sc; x = 2 sc", "x=1 y=1", kForbidden, kSingle},
    {"Two writes each (2+2W)", "x = 1 rlx; fence sc; y = 2 rlx || y = 1 rlx; fence sc; x = 2 rlx", "x=1 y=1",
     kForbidden, kSingle},

    {"Stores and a load (S)", "x = 2 rlx; y = 1 rlx || a = y rlx; x = 1 rlx", "a=1 x=2", kAllowed, kNoRule,
     Deviation::kStoreOrder},
    {"Stores and a load (S)", "x = 2 rlx; y = 1 rel || a = y rlx; x = 1 rlx", "a=1 x=2", kAllowed, kNoRule,
     Deviation::kStoreOrder},
    {"Stores and a load (S)", "x = 2 rlx; y = 1 rel || a = y acq; x = 1 rlx", "a=1 x=2", kForbidden,
     kWriteWrite},
    {"Stores and a load (S)", "x = 2 sc; y = 1 sc || a = y sc; x = 1 sc", "a=1 x=2", kForbidden, kWriteWrite},

    {"Stores and a late load (R)", "x = 1 rlx; y = 1 rlx || y = 2 rlx; a = x rlx", "a=0 y=2", kAllowed,
     kNoRule},
    {"Stores and a late load (R)", "x = 1 rel; y = 1 rel || y = 2 rel; a = x acq", "a=0 y=2", kAllowed,
     kNoRule},
    {"Stores and a late load (R)", "x = 1 sc; y = 1 sc || y = 2 sc; a = x sc", "a=0 y=2", kForbidden,
     kSingle},
    {"Stores and a late load (R)", "x = 1 rlx; fence sc; y = 1 rlx || y = 2 rlx; fence sc; a = x rlx",
     "a=0 y=2", kForbidden, kSingle},
    {"Stores and a late load (R)", "x = 1 sc; y = 1 rel || y = 2 rlx; a = x sc", "a=0 y=2", kAllowed, kNoRule,
     Deviation::kOneOrder},
    {"Stores and a late load (R)", "x = 1 sc; y = 1 sc || y = 2 rlx; fence sc; a = x rlx", "a=0 y=2",
     kForbidden, kSingle, Deviation::kFencesAlone},

    {"Coherence of one atomic", "x = 1 rlx; x = 2 rlx || a = x rlx; b = x rlx", "a=2 b=1", kForbidden,
     kReadRead},
    {"Coherence of one atomic", "x = 1 rlx; x = 2 rlx || a = x rlx; b = x rlx", "a=1 b=0", kForbidden,
     kReadRead},
    {"Coherence of one atomic", "x = 1 rlx || x = 2 rlx || a = x rlx; b = x rlx || c = x rlx; e = x rlx",
     "a=1 b=2 c=2 e=1", kForbidden, kReadRead},
    {"Coherence of one atomic", "x = 1 rlx; x = 2 rlx || a = x rlx", "x=1", kForbidden, kWriteWrite},
    {"Coherence of one atomic", "x = 1 rlx; a = x rlx || x = 2 rlx", "a=0", kForbidden, kWriteRead},
    {"Coherence of one atomic", "x = 1 rlx; a = x rlx || x = 2 rlx", "a=2 x=1", kForbidden, kWriteRead},
    {"Coherence of one atomic", "a = x rlx; x = 1 rlx || x = 2 rlx", "a=1", kForbidden, kReadWrite},
    {"Coherence of one atomic", "a = x rlx; x = 1 rlx || x = 2 rlx", "a=2 x=2", kForbidden, kReadWrite},
    {"Coherence of one atomic", "x = 1 rlx; a = x rlx || x = 2 rlx", "a=2 x=2", kAllowed, kNoRule},

    // Two readers see two stores in different orders.
    {"Independent reads (IRIW)", "x = 1 rlx || y = 1 rlx || a = x rlx; b = y rlx || c = y rlx; e = x rlx",
     "a=1 b=0 c=1 e=0", kAllowed, kNoRule},
    {"Independent reads (IRIW)", "x = 1 rel || y = 1 rel || a = x acq; b = y acq || c = y acq; e = x acq",
     "a=1 b=0 c=1 e=0", kAllowed, kNoRule},
    {"Independent reads (IRIW)", "x = 1 sc || y = 1 sc || a = x sc; b = y sc || c = y sc; e = x sc",
     "a=1 b=0 c=1 e=0", kForbidden, kSingle},
    {"Independent reads (IRIW)", "x = 1 sc || y = 1 sc || a = x acq; b = y sc || c = y acq; e = x sc",
     "a=1 b=0 c=1 e=0", kAllowed, kNoRule, Deviation::kOneOrder},
    {"Independent reads (IRIW)", "x = 1 sc || y = 1 sc || a = x acq; b = y acq || c = y acq; e = x acq",
     "a=1 b=0 c=1 e=0", kAllowed, kNoRule},
    {"Independent reads (IRIW)", "x = 1 rlx || y = 1 rlx || a = x sc; b = y sc || c = y sc; e = x sc",
     "a=1 b=0 c=1 e=0", kForbidden, kSingle, Deviation::kWeakStores},
    {"Independent reads (IRIW)",
     "x = 1 rlx || y = 1 rlx || a = x rlx; fence sc; b = y rlx || c = y rlx; fence sc; e = x rlx",
     "a=1 b=0 c=1 e=0", kForbidden, kSingle},
    {"Independent reads (IRIW)",
     "x = 1 rlx || y = 1 rlx || a = x sc; b = y sc || c = y rlx; fence sc; e = x rlx", "a=1 b=0 c=1 e=0",
     kForbidden, kSingle, Deviation::kFencesAlone},

    {"Write to read causality (WRC)", "x = 1 rlx || a = x rlx; y = 1 rlx || b = y rlx; c = x rlx",
     "a=1 b=1 c=0", kAllowed, kNoRule},
    {"Write to read causality (WRC)", "x = 1 rlx || a = x acq; y = 1 rlx || b = y acq; c = x rlx",
     "a=1 b=1 c=0", kAllowed, kNoRule},
    {"Write to read causality (WRC)", "x = 1 rlx || a = x rlx; y = 1 rel || b = y acq; c = x rlx",
     "a=1 b=1 c=0", kForbidden, kReadRead},
    {"Write to read causality (WRC)",
     "x = 1 rlx || a = x rlx; fence rel; y = 1 rlx || b = y rlx; fence acq; c = x rlx", "a=1 b=1 c=0",
     kForbidden, kReadRead},
    {"Write to read causality (WRC)", "x = 1 sc || a = x sc; y = 1 sc || b = y sc; c = x sc", "a=1 b=1 c=0",
     kForbidden, kReadRead},
    {"Causality through three threads (ISA2)",
     "x = 1 rlx; y = 1 rel || a = y acq; z = 1 rel || b = z acq; c = x rlx", "a=1 b=1 c=0", kForbidden,
     kWriteRead},
    {"Causality through three threads (ISA2)",
     "x = 1 rlx; y = 1 rel || a = y rlx; z = 1 rel || b = z acq; c = x rlx", "a=1 b=1 c=0", kAllowed,
     kNoRule},

    {"Read to write causality (RWC)", "x = 1 rlx || a = x rlx; b = y rlx || y = 1 rlx; c = x rlx",
     "a=1 b=0 c=0", kAllowed, kNoRule},
    {"Read to write causality (RWC)", "x = 1 rel || a = x acq; b = y acq || y = 1 rel; c = x acq",
     "a=1 b=0 c=0", kAllowed, kNoRule},
    {"Read to write causality (RWC)", "x = 1 sc || a = x sc; b = y sc || y = 1 sc; c = x sc", "a=1 b=0 c=0",
     kForbidden, kSingle},
    {"Read to write causality (RWC)", "x = 1 sc || a = x acq; b = y sc || y = 1 sc; c = x sc", "a=1 b=0 c=0",
     kAllowed, kNoRule, Deviation::kOneOrder},
    {"Read to write causality (RWC)",
     "x = 1 rlx || a = x rlx; fence sc; b = y rlx || y = 1 rlx; fence sc; c = x rlx", "a=1 b=0 c=0",
     kForbidden, kSingle},
    {"Read to write causality (W+RWC)",
     "x = 1 rlx; y = 1 rel || a = y acq; fence sc; b = z rlx || z = 1 rlx; fence sc; c = x rlx",
     "a=1 b=0 c=0", kForbidden, kSingle},

    {"Mixed orders (Z6.U)", "x = 1 sc; y = 1 rel || b = y++ sc; c = y rlx || y = 3 sc; a = x sc",
     "a=0 b=1 c=3", kAllowed, kNoRule, Deviation::kOneOrder},
    {"Mixed orders (Z6.U)", "x = 1 sc; y = 1 sc || b = y++ sc; c = y sc || y = 3 sc; a = x sc", "a=0 b=1 c=3",
     kForbidden, kSingle},

    {"Release sequences", "d = 1; y = 1 rel || a = y++ rlx || b = y acq; if b == 2; c = d", "race",
     kForbidden, kRace},
    {"Release sequences", "x = 1 rlx; fence rel; y = 1 rlx || c = y++ rlx || a = y acq; b = x rlx",
     "a=2 b=0 c=1", kForbidden, kWriteRead},
    {"Release sequences", "d = 1; y = 1 rel || y = 2 rlx || b = y acq; if b == 2; c = d", "race", kAllowed,
     kNoRule},
    {"Release sequences", "d = 1; y = 1 rel; y = 2 rlx || b = y acq; if b == 2; c = d", "race", kAllowed,
     kNoRule, Deviation::kReleaseSequence},
    {"Release sequences", "x = 1 rlx; y = 1 rel; y = 2 rlx || a = y acq; b = x rlx", "a=2 b=0", kAllowed,
     kNoRule, Deviation::kReleaseSequence},
    {"Release sequences", "x = 1 rlx; y = 1 rel || c = y++ rlx; y = 3 rlx || a = y acq; b = x rlx",
     "a=3 b=0 c=1", kAllowed, kNoRule, Deviation::kReleaseSequence},

    {"Read-modify-writes", "a = x++ rlx || b = x++ rlx", "a=0 b=0", kForbidden, kUpdate},
    {"Read-modify-writes", "a = x cas 0 1 rlx || b = x cas 0 2 rlx", "a=0 b=0", kForbidden, kUpdate},
    {"Read-modify-writes", "x = 1 rlx; a = y++ rlx || y = 1 rlx; b = x++ rlx", "a=0 b=0", kAllowed, kNoRule,
     Deviation::kStoreOrder},
    {"Read-modify-writes", "x = 1 rlx; y = 1 rlx || a = y rlx; b = x cas 2 3 rlx", "a=1 b=0", kAllowed,
     kNoRule, Deviation::kFailedExchange},

    {"Fences and plain memory",
     "d = 1; fence sc; a = y rlx; if a == 0; z = 1 rlx || y = 1 rlx; fence sc; b = z rlx; if b == 1; c = d",
     "race", kAllowed, kNoRule, Deviation::kFencesSynchronise},
    {"Fences and plain memory", "d = 1; fence sc; z = 1 rlx || b = z rlx; fence sc; if b == 1; c = d", "race",
     kForbidden, kRace},

    {"Old values", "x = 1 rlx; x = 2 rlx; y = 1 rlx || a = y rlx; b = x rlx", "a=1 b=0", kAllowed, kNoRule},
    {"Old values", "x = 1 rlx; x = 2 rlx; x = 3 rlx; y = 1 rlx || a = y rlx; b = x rlx", "a=1 b=0", kAllowed,
     kNoRule, Deviation::kHistory},
};

}  // namespace

std::span<const DeviationText> deviations() {
  return kDeviations;
}

const DeviationText& text_of(Deviation deviation) {
  return *std::find_if(std::begin(kDeviations), std::end(kDeviations),
                       [&](const DeviationText& text) { return text.deviation == deviation; });
}

std::span<const LitmusRow> litmus_table() {
  return kTable;
}

}  // namespace heddle::test
