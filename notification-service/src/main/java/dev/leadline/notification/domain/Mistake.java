package dev.leadline.notification.domain;

/**
 * What is wrong with something that a person wrote.
 *
 * @param detail the rest of a sentence that begins with the field
 */
public record Mistake(String field, String detail) {}
