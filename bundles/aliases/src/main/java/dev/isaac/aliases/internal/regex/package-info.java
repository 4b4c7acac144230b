/** Regular expressions of POSIX in the spelling of .NET, where both provably match the same. */
@NullMarked
package dev.isaac.aliases.internal.regex;

import org.jspecify.annotations.NullMarked;
