/** What happens by itself in a process that stays: advisories are asked for, others' news are heeded, updates are told or taken. */
@NullMarked
package dev.isaac.marketplace.internal.watch;

import org.jspecify.annotations.NullMarked;
