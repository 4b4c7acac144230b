/** Commands that check web APIs, by the services of http-tools and json-tools. */
@NullMarked
package dev.isaac.example.apitools;

import org.jspecify.annotations.NullMarked;
