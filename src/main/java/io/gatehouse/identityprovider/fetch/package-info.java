/** Metadata fetched from addresses that others choose, so that it can reach nothing but public hosts and cost little. */
@NullMarked
@NamedInterface("fetch")
package io.gatehouse.identityprovider.fetch;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
