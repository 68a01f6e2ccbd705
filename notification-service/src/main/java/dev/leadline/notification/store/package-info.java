/** The ledger, rules, destinations and what is remembered of leads, in PostgreSQL. */
@NullMarked
package dev.leadline.notification.store;

import org.jspecify.annotations.NullMarked;
