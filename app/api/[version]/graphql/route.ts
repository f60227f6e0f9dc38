export { OPTIONS, POST } from '../graphql.json/route'
