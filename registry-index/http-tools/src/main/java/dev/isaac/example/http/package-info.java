/** Commands that send HTTP requests. */
@NullMarked
package dev.isaac.example.http;

import org.jspecify.annotations.NullMarked;
