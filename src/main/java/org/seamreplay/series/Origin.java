package org.seamreplay.series;

import java.util.Optional;

/**
 * Where a patch comes from.
 *
 * @param where for people: a file, a message of a mailbox, a commit
 * @param messageId of the mail, without angle brackets
 * @param commit the commit's full id if it comes from a repository
 */
public record Origin(String where, Optional<String> messageId, Optional<String> commit) {}
