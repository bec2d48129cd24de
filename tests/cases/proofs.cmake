# Proofs with more threads than a case has by itself: relacy.<case>.<variant>.<N>_threads. Each prints how many
# executions there are, and is green only where the search came to its end.

# heddle_add_proof(<case> <variant> <threads> [<option of the case program>...])
function(heddle_add_proof case variant threads)
  if(NOT TARGET case_relacy_${case})
    return()
  endif()
  set(test relacy.${case}.${variant}.${threads}_threads)
  add_test(NAME ${test} COMMAND case_relacy_${case} --gtest_filter=${case}.${variant} --threads ${threads} ${ARGN})
  set_tests_properties(${test} PROPERTIES LABELS relacy TIMEOUT 300 PASS_REGULAR_EXPRESSION "complete: (all|every)"
                                          FAIL_REGULAR_EXPRESSION "FAILED")
endfunction()

foreach(variant mutex semaphore atomic per_worker)
  heddle_add_proof(lost_update ${variant} 3)
endforeach()
heddle_add_proof(lost_update_atomic read_modify_write 3)
foreach(variant mutex per_worker semaphore_append)
  heddle_add_proof(torn_line ${variant} 3)
endforeach()
heddle_add_proof(work_index read_modify_write 3)
heddle_add_proof(semaphore_is_not_a_mutex one_permit 3)
