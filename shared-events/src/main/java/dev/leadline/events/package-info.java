/** The published language of Leadline: names, envelopes and JSON that leave a process. */
@NullMarked
package dev.leadline.events;

import org.jspecify.annotations.NullMarked;
