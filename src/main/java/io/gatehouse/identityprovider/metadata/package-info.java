/** Metadata of asserting parties, read safely into values and linted with line and column. */
@NullMarked
@NamedInterface("metadata")
package io.gatehouse.identityprovider.metadata;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
