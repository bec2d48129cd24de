# The checker behind ci/include_rules: reads the table, the list of sources, then every source.
# Plain POSIX awk (mawk and gawk agree on it). Findings go to standard output, one a line.

FNR == 1 { input++; in_comment = 0 }
input == 1 { read_table($0); next }
input == 2 { list_source($0); next }
{ check_line($0) }

END {
  if (broken_table) exit 3
  find_cycles()
  exit findings > 0
}

# ---- the table -------------------------------------------------------------------------------------

function read_table(line, colon, left, right, words, n, i, j, boxes, m) {
  sub(/#.*/, "", line)
  if (line ~ /^[ \t]*$/) return
  colon = index(line, ":")
  left = substr(line, 1, colon - 1)
  right = substr(line, colon + 1)
  m = split(left, boxes, " ")
  n = split(right, words, " ")
  if (!colon || m < 2 || boxes[1] !~ /^(allow|set|forbid|only|except)$/) {
    printf "%s:%d: not a line of the table: allow, set, forbid, only or except, then names, \":\", names\n",
           FILENAME, FNR
    broken_table = 1
    return
  }
  for (j = 2; j <= m; j++) {
    if (boxes[1] == "allow") known[boxes[j]] = 1
    for (i = 1; i <= n; i++) {
      if (boxes[1] == "allow") allowed[boxes[j], words[i]] = 1
      if (boxes[1] == "set") header_set[words[i]] = boxes[j]
      if (boxes[1] == "forbid") forbidden[boxes[j], words[i]] = 1
      if (boxes[1] == "only") owner[words[i]] = boxes[j]
      if (boxes[1] == "except") excepted[boxes[j], words[i]] = 1
    }
    if (boxes[1] == "allow") allowed_text[boxes[j]] = n ? trim(right) : "nothing of ours"
  }
}

# The entry of the table for a box: its own, or that of its family.
function entry(box) {
  if (box in known) return box
  if (family(box) in known) return family(box)
  return ""
}

# lib/* or sanitizers/*, for a box in either.
function family(box) {
  if (box ~ /^sanitizers\//) return "sanitizers/*"
  if (box == "demos" || box == "tests" || box == "") return box
  return "lib/*"
}

# The box of a file, or "" for a file that lies in none.
function box_of(path, parts) {
  split(path, parts, "/")
  if (path ~ /^lib\/heddle\/[^\/]+\//) return parts[3]
  if (path ~ /^sanitizers\/[^\/]+\//) return parts[1] "/" parts[2]
  if (path ~ /^(demos|tests)\//) return parts[1]
  return ""
}

function list_source(path) { exists[path] = 1 }

# ---- one line of one source ------------------------------------------------------------------------

function check_line(line, quote, name) {
  line = without_comments(line)
  if (line !~ /^[ \t]*#[ \t]*(include|include_next|import)([^A-Za-z0-9_]|$)/) return
  sub(/^[ \t]*#[ \t]*[a-z_]+[ \t]*/, "", line)

  if (FILENAME in checked_box == 0) {
    checked_box[FILENAME] = box_of(FILENAME)
    if (entry(checked_box[FILENAME]) == "")
      finding("unknown-box", FILENAME " lies in no box of the table; add an \"allow\" line for its folder " \
              "to ci/include_rules.txt or move it")
  }

  quote = substr(line, 1, 1)
  if (quote == "\"") {
    name = substr(line, 2)
    sub(/".*/, "", name)
    check_quoted(name)
  } else if (quote == "<") {
    name = substr(line, 2)
    sub(/>.*/, "", name)
    check_angled(name)
  } else {
    finding("macro", "an #include of a macro cannot be checked; name the file")
  }
}

# Block comments are blanked, also over lines; a line comment ends the line. An #include's own quotes
# never hold a comment sign, so strings need no care.
function without_comments(line, out, open, slashes, close_at) {
  out = ""
  while (line != "") {
    if (in_comment) {
      close_at = index(line, "*/")
      if (!close_at) return out
      line = substr(line, close_at + 2)
      in_comment = 0
      out = out " "
      continue
    }
    open = index(line, "/*")
    slashes = index(line, "//")
    if (slashes && (!open || slashes < open)) return out substr(line, 1, slashes - 1)
    # In "x/*.hpp" the sign is part of a string, not of a comment.
    if (!open || quotes_before(line, open) % 2) return out line
    out = out substr(line, 1, open - 1)
    line = substr(line, open + 2)
    in_comment = 1
  }
  return out
}

function quotes_before(line, position, head) {
  head = substr(line, 1, position - 1)
  gsub(/\\"/, "", head)
  return gsub(/"/, "", head)
}

# ---- the rules -------------------------------------------------------------------------------------

function check_quoted(name, target, from, to) {
  from = checked_box[FILENAME]
  if (FILENAME ~ /^lib\// && name !~ /^heddle\/[a-z0-9_]+\/([a-z0-9_]+\/)*[a-z0-9_]+\.hpp$/) {
    finding("form", "\"" name "\" is not of the form \"heddle/box/file.hpp\"; " \
            "headers of other libraries go in <>")
    return
  }
  target = resolve(name)
  if (target == "") {
    finding("exists", "\"" name "\" does not exist; headers of ours start at lib or at the root, " \
            "headers of other libraries go in <>")
    return
  }
  edge_count[FILENAME]++
  edge[FILENAME, edge_count[FILENAME]] = target
  edge_line[FILENAME, edge_count[FILENAME]] = FNR

  to = box_of(target)
  if (entry(from) == "" || from == to) return
  if ((entry(from), to) in allowed || (entry(from), family(to)) in allowed) return
  finding("boxes", from " must not include " to " (\"" name "\"); " from " may include: " \
          allowed_text[entry(from)])
}

function check_angled(name, from, set, header) {
  from = checked_box[FILENAME]
  if (name ~ /^(heddle|sanitizers|demos|tests)\// || ("lib/" name) in exists) {
    finding("quotes", "<" name "> is ours and goes in quotes")
    return
  }
  header = "<" name ">"
  set = set_of(header)
  if (set == "") return
  if ((set in owner) && owner[set] != from)
    finding("only-" set, header " may be included by " owner[set] " alone")
  if (((from, set) in forbidden) && !is_excepted(FILENAME, header))
    finding("no-" set, header " is one of \"" set "\", which ci/include_rules.txt forbids to " from)
}

function set_of(header, pattern) {
  if (header in header_set) return header_set[header]
  for (pattern in header_set)
    if (glob_matches(pattern, header)) return header_set[pattern]
  return ""
}

function is_excepted(file, header, key, parts) {
  for (key in excepted) {
    split(key, parts, SUBSEP)
    if (parts[2] == header && glob_matches(parts[1], file)) return 1
  }
  return 0
}

# A pattern holds at most one "*", which stands for any run of characters.
function glob_matches(pattern, text, star, tail) {
  star = index(pattern, "*")
  if (!star) return pattern == text
  tail = substr(pattern, star + 1)
  return length(text) >= length(pattern) - 1 &&
         substr(text, 1, star - 1) == substr(pattern, 1, star - 1) &&
         substr(text, length(text) - length(tail) + 1) == tail
}

# The source that a quoted name means: from lib, from the root of the tree, or beside the includer. "" where
# there is none.
function resolve(name, folder) {
  if (("lib/" name) in exists) return "lib/" name
  if (FILENAME ~ /^lib\//) return ""
  if (name in exists) return name
  folder = FILENAME
  sub(/[^\/]*$/, "", folder)
  name = normal(folder name)
  return (name in exists) ? name : ""
}

# Takes "." and ".." out of a path.
function normal(path, parts, n, i, kept, depth, out) {
  n = split(path, parts, "/")
  depth = 0
  for (i = 1; i <= n; i++) {
    if (parts[i] == ".") continue
    if (parts[i] == ".." && depth > 0) { depth--; continue }
    kept[++depth] = parts[i]
  }
  out = kept[1]
  for (i = 2; i <= depth; i++) out = out "/" kept[i]
  return out
}

# ---- cycles ----------------------------------------------------------------------------------------

# Depth-first search; each cycle is told once, at the #include that closes it.
function find_cycles(i, n, names) {
  n = 0
  for (i in edge_count) names[++n] = i
  sort(names, n)
  for (i = 1; i <= n; i++) visit(names[i])
}

function visit(file, i, next_file) {
  if (state[file] == "done") return
  state[file] = "open"
  path[++depth_of_path] = file
  for (i = 1; i <= edge_count[file]; i++) {
    next_file = edge[file, i]
    if (state[next_file] == "open") tell_cycle(file, edge_line[file, i], next_file)
    else visit(next_file)
  }
  depth_of_path--
  state[file] = "done"
}

function tell_cycle(file, line, closing, i, chain) {
  i = depth_of_path
  while (path[i] != closing) i--
  chain = closing
  for (i++; i <= depth_of_path; i++) chain = chain " -> " path[i]
  print_finding(file, line, "cycle", "headers include each other in a circle: " chain " -> " closing \
                "; move what both need into a header of its own")
}

function sort(list, n, i, j, value) {
  for (i = 2; i <= n; i++) {
    value = list[i]
    for (j = i - 1; j >= 1 && list[j] > value; j--) list[j + 1] = list[j]
    list[j + 1] = value
  }
}

# ---- telling ---------------------------------------------------------------------------------------

function finding(rule, text) { print_finding(FILENAME, FNR, rule, text) }

function print_finding(file, line, rule, text) {
  printf "%s:%d: %s [%s]\n", file, line, text, rule
  findings++
}

function trim(text) {
  gsub(/^[ \t]+|[ \t]+$/, "", text)
  return text
}
