package dev.leadline.events.channel;

/** What a channel event says, beside who and when: one catalogue for each publisher. */
public sealed interface ChannelFact
    permits WebFact,
        ChatFact,
        EmailFact,
        VoiceFact,
        TextFact,
        MeetingFact,
        FormFact,
        CalendarFact,
        ControlFact,
        ModerationFact,
        WorkflowFact,
        RecordsFact,
        VendorFact,
        PrivacyFact,
        UnrecognisedFact {}
