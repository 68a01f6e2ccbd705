/** What people and programs read of a lead: the records of the query API. */
@NullMarked
package dev.leadline.events.view;

import org.jspecify.annotations.NullMarked;
