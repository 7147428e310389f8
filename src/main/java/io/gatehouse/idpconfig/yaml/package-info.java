/** YAML files read into fields that know their place, so that every finding names line and column. */
@NullMarked
@NamedInterface("yaml")
package io.gatehouse.idpconfig.yaml;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
