package dev.leadline.embedded.mongo;

import com.mongodb.event.CommandListener;

/** TODO. */
public final class OnlyTheSubset implements CommandListener {}
