package io.gatehouse.idpconfig;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the whole folder was found when this node last read it.
 *
 * @param path where it is looked for
 * @param unusable why it can't be read, and so changes nothing; null if it can
 * @param loose findings that belong to no partner, each in one line
 */
public record FolderRoot(String path, @Nullable String unusable, List<String> loose) {}
