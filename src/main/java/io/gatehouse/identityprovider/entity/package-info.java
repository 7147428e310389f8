/** Who claims to be which identity provider, and whom that could be mistaken for. */
@NullMarked
@NamedInterface("entity")
package io.gatehouse.identityprovider.entity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
