/** The stand-in tenant of Teams that dumps were made with, and the bot's id there. */
export const teamsTenant = '5f0c9c3e-8a1b-4d0e-9a55-0a1d3c1f7e21';
export const teamsApp = '0d6d8f5a-3f0b-4f5e-8d43-7f2b0c9a6b10';
/** Stands in a dump for the address of the Teams stand-in, which is another at every start. */
export const serviceUrl = 'http://teams.example/';
